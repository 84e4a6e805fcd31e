namespace GoQueue.Formats;

/// <summary>What a message says about itself. Headers win over AMQP properties, which not every requeueing keeps. Immutable.</summary>
public sealed record MessageMetadata
{
    /// <summary>How the message lies on the wire.</summary>
    public required MessageFormat Format { get; init; }

    /// <summary>The message's id; empty where it has none.</summary>
    public required string MessageId { get; init; }

    /// <summary>The declared topic; the exchange where the message does not say it.</summary>
    public required string Topic { get; init; }

    /// <summary>The declared action; the routing key where the message does not say it.</summary>
    public required string Action { get; init; }

    /// <summary>The event's version, or <see langword="null"/>.</summary>
    public string? Version { get; init; }

    /// <summary>The message's time, or <see langword="null"/>. Whole seconds where only AMQP's timestamp says it.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Who published it (app-id or CloudEvents' source), or <see langword="null"/>.</summary>
    public string? Source { get; init; }

    /// <summary>Ties the message to a conversation, or <see langword="null"/>.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The id of what caused it, or <see langword="null"/>.</summary>
    public string? CausationId { get; init; }

    /// <summary>The queue to answer to, or <see langword="null"/>.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The media type of the data.</summary>
    public required string ContentType { get; init; }

    /// <summary><c>gzip</c> or <c>br</c> where the data travelled compressed, else <see langword="null"/>.</summary>
    public string? Encoding { get; init; }

    /// <summary>The key where the data travelled encrypted, else <see langword="null"/>.</summary>
    public string? KeyId { get; init; }

    /// <summary>CloudEvents' type, or <see langword="null"/>.</summary>
    public string? EventType { get; init; }

    /// <summary>CloudEvents' dataschema, or <see langword="null"/>.</summary>
    public string? DataSchema { get; init; }

    /// <summary>How often a consumer has retried it, by its own count in <c>goqueue-retry-count</c>. Default: 0, as published.</summary>
    public int RetryCount { get; init; }
}
