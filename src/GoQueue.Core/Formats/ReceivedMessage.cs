namespace GoQueue.Formats;

/// <summary>A message as a consumer gets it: routing, AMQP properties, headers and body. Immutable.</summary>
public sealed record ReceivedMessage
{
    /// <summary>The exchange it was published to.</summary>
    public required string Exchange { get; init; }

    /// <summary>The routing key it was published with.</summary>
    public required string RoutingKey { get; init; }

    /// <summary>The body's bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The headers; text is <see cref="string"/>.</summary>
    public IReadOnlyDictionary<string, object?> Headers { get; init; } = new Dictionary<string, object?>();

    /// <summary>AMQP content-type.</summary>
    public string? ContentType { get; init; }

    /// <summary>AMQP content-encoding.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>AMQP message-id.</summary>
    public string? MessageId { get; init; }

    /// <summary>AMQP correlation-id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>AMQP reply-to.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>AMQP app-id.</summary>
    public string? AppId { get; init; }

    /// <summary>AMQP type.</summary>
    public string? Type { get; init; }

    /// <summary>AMQP expiration: milliseconds as text.</summary>
    public string? Expiration { get; init; }

    /// <summary>AMQP timestamp: whole seconds.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>AMQP priority, 0 to 255.</summary>
    public byte Priority { get; init; }

    /// <summary>AMQP delivery-mode 2.</summary>
    public bool Persistent { get; init; }
}
