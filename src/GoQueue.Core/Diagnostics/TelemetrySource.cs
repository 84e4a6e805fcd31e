namespace GoQueue.Diagnostics;

/// <summary>Whose telemetry it is.</summary>
/// <param name="System">OpenTelemetry's <c>messaging.system</c>.</param>
/// <param name="ServerAddress">The broker's configured host; null = nowhere.</param>
/// <param name="ServerPort">The port beside it, boxed once.</param>
/// <param name="PublisherId">The publisher's id.</param>
/// <param name="PublisherName">The publisher's key, or null.</param>
/// <param name="GetStatus">How the transport is doing now.</param>
internal sealed record TelemetrySource(
    string System, string? ServerAddress, object? ServerPort, string PublisherId, string? PublisherName, Func<TransportStatus> GetStatus);
