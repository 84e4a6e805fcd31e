namespace GoQueue.Brokers.Scripted;

/// <summary>The properties of a message as they were on the wire; null where absent.</summary>
public sealed record AmqpProperties
{
    /// <summary>The media type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The transformations of the body.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The headers; texts as <see cref="string"/>.</summary>
    public IReadOnlyDictionary<string, object?>? Headers { get; init; }

    /// <summary>1 transient, 2 persistent.</summary>
    public byte? DeliveryMode { get; init; }

    /// <summary>The priority.</summary>
    public byte? Priority { get; init; }

    /// <summary>The correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where to answer.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The time to live in milliseconds, as text.</summary>
    public string? Expiration { get; init; }

    /// <summary>The message's id.</summary>
    public string? MessageId { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public ulong? Timestamp { get; init; }

    /// <summary>The message's type.</summary>
    public string? Type { get; init; }

    /// <summary>The user that published it.</summary>
    public string? UserId { get; init; }

    /// <summary>The application that published it.</summary>
    public string? AppId { get; init; }

    /// <summary>Reads the payload of a header frame.</summary>
    internal static AmqpProperties Read(ReadOnlySpan<byte> headerPayload)
    {
        var reader = new AmqpReader(headerPayload[12..]);
        int flags = reader.Short();
        // Present properties follow in the order of their flags, from the highest bit down.
        return new AmqpProperties
        {
            ContentType = (flags & 0x8000) != 0 ? reader.ShortText() : null,
            ContentEncoding = (flags & 0x4000) != 0 ? reader.ShortText() : null,
            Headers = (flags & 0x2000) != 0 ? reader.Table() : null,
            DeliveryMode = (flags & 0x1000) != 0 ? reader.Octet() : null,
            Priority = (flags & 0x0800) != 0 ? reader.Octet() : null,
            CorrelationId = (flags & 0x0400) != 0 ? reader.ShortText() : null,
            ReplyTo = (flags & 0x0200) != 0 ? reader.ShortText() : null,
            Expiration = (flags & 0x0100) != 0 ? reader.ShortText() : null,
            MessageId = (flags & 0x0080) != 0 ? reader.ShortText() : null,
            Timestamp = (flags & 0x0040) != 0 ? reader.LongLong() : null,
            Type = (flags & 0x0020) != 0 ? reader.ShortText() : null,
            UserId = (flags & 0x0010) != 0 ? reader.ShortText() : null,
            AppId = (flags & 0x0008) != 0 ? reader.ShortText() : null,
        };
    }
}
