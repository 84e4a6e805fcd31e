namespace GoQueue;

/// <summary>
/// The names that telemetry is subscribed to: <c>AddSource(GoQueueDiagnostics.ActivitySourceName)</c>,
/// <c>AddMeter(GoQueueDiagnostics.MeterName, GoQueueDiagnostics.MessagingMeterName)</c>. docs/telemetry.md lists every span, instrument and attribute.
/// </summary>
public static class GoQueueDiagnostics
{
    /// <summary>The activity source of publish spans.</summary>
    public const string ActivitySourceName = "GoQueue";

    /// <summary>The meter of this library's own instruments, with the Go guide's names.</summary>
    public const string MeterName = "GoQueue";

    /// <summary>The meter of OpenTelemetry's messaging conventions.</summary>
    public const string MessagingMeterName = "GoQueue.Messaging";
}
