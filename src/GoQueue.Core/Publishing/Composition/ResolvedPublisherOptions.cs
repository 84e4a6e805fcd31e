using GoQueue.Formats;
using GoQueue.Formats.Compression;
using GoQueue.Pipeline;
using GoQueue.Publishing.Correlation;
using GoQueue.Publishing.Encryption;
using GoQueue.Publishing.Untyped;
using GoQueue.Transports;

namespace GoQueue.Publishing.Composition;

/// <summary>A publisher's options, checked and settled at build. Immutable.</summary>
internal sealed class ResolvedPublisherOptions
{
    public required string PublisherId { get; init; }

    /// <summary>The publisher's key in its container; null for the default publisher.</summary>
    public string? Name { get; init; }

    public required string? DefaultExchange { get; init; }

    public required KeyValuePair<string, object?>[] DefaultHeaders { get; init; }

    public required bool Validate { get; init; }

    public required bool Mandatory { get; init; }

    public required bool Persistent { get; init; }

    public required TimeSpan PublishTimeout { get; init; }

    public required TimeSpan DrainTimeout { get; init; }

    public required int MaxMessageBytes { get; init; }

    public required bool ConnectOnStart { get; init; }

    public required TimeSpan StartTimeout { get; init; }

    /// <summary>What a host declares before it starts its services; null = nothing.</summary>
    public required TopologyBuilder? StartTopology { get; init; }

    public required PriorityRules Priorities { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>For events that do not choose their own.</summary>
    public required MessageFormat Format { get; init; }

    public WireFormats Formats { get; } = new();

    public required string CloudEventsSource { get; init; }

    /// <summary>Without a slash at the end; null = schemas are named, not placed.</summary>
    public required string? CloudEventsSchemaBase { get; init; }

    /// <summary>What was settled for single events.</summary>
    public required IReadOnlyDictionary<EventDescriptor, EventOptions> Events { get; init; }

    public required IReadOnlyList<IPayloadSerializer> Serializers { get; init; }

    public required CompressionOptions? Compression { get; init; }

    /// <summary>Makes compressors; null = <c>UseCompression</c> was not called.</summary>
    public required CompressorFactory? Compressors { get; init; }

    public required PayloadEncryptor? Encryption { get; init; }

    /// <summary>Null = off.</summary>
    public required MessageCorrelation? Correlation { get; init; }

    /// <summary>The user's rules for untyped messages, in order.</summary>
    public required IReadOnlyList<UntypedRule> UntypedRules { get; init; }

    /// <summary>The part that transports need.</summary>
    public PublisherInfo ForTransport() => new(Time, PublisherId, Name, PublishTimeout);

    /// <summary>The registered serializer of a content type.</summary>
    public IPayloadSerializer SerializerOf(string contentType)
    {
        foreach (var serializer in Serializers)
        {
            if (ContentTypes.Same(serializer.ContentType, contentType))
            {
                return serializer;
            }
        }

        throw new GoQueueConfigurationException($"No serializer is known for the content type '{contentType}': add one on the builder, AddSerializer(…).");
    }

    /// <summary>The compressor of an event; <paramref name="own"/> are the event's settings, or null.</summary>
    public PayloadCompressor? CompressionOf(EventOptions? own)
    {
        var algorithm = own?.Compression ?? Compression?.Algorithm ?? CompressionAlgorithm.None;
        return algorithm == CompressionAlgorithm.None ? null : (own?.Compressors ?? Compressors)!(algorithm, Compression ?? new CompressionOptions());
    }
}
