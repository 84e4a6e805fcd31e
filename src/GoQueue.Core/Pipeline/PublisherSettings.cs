using GoQueue.Formats;

namespace GoQueue.Pipeline;

/// <summary>A publisher's options, checked and settled at build. Immutable.</summary>
internal sealed class PublisherSettings
{
    public required string PublisherId { get; init; }

    public required string? DefaultExchange { get; init; }

    public required KeyValuePair<string, object?>[] DefaultHeaders { get; init; }

    public required bool Validate { get; init; }

    public required bool Mandatory { get; init; }

    public required bool Persistent { get; init; }

    public required TimeSpan PublishTimeout { get; init; }

    public required TimeSpan DrainTimeout { get; init; }

    public required int MaxMessageBytes { get; init; }

    public required bool ConnectOnStart { get; init; }

    public required TimeProvider Time { get; init; }

    public required WireFormat Format { get; init; }
}
