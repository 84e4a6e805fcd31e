namespace GoQueue;

/// <summary>
/// Settings of one message. Whatever is null is decided by the event's attributes, then by the publisher. Immutable; one instance may serve many publishes.
/// </summary>
public sealed record PublishOptions
{
    /// <summary>The message's id, at most 255 bytes of UTF-8. Default: a new UUIDv7. Consumers deduplicate by it.</summary>
    public string? MessageId { get; init; }

    /// <summary>The message's time. Default: now, by the publisher's <see cref="TimeProvider"/>.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Ties the message to a conversation; at most 255 bytes of UTF-8. Default: none, or the ambient one where correlation is on.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The id of the message or command that caused this one; at most 255 bytes of UTF-8. Default: none, or the ambient one.</summary>
    public string? CausationId { get; init; }

    /// <summary>The queue that a consumer shall answer to; at most 255 bytes of UTF-8. Default: none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>
    /// Further headers. Values are what AMQP can carry: string, bool, integers, float, double, decimal, byte[], lists and dictionaries of these. NaN and
    /// infinity are refused. A stream cannot store a decimal: such a message is a poison message there. Reserved names (<c>goqueue-*</c>, <c>cloudEvents_*</c>, …) are refused. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Headers { get; init; }

    /// <summary>The message's priority. Default: the event's.</summary>
    public EventPriority Priority { get; init; }

    /// <summary>How long a queue keeps the message, whole milliseconds, 0 to 4,294,967,295 ms. Default: for ever.</summary>
    public TimeSpan? Expiration { get; init; }

    /// <summary>Messages with equal keys reach the broker in publish order; those of high priority keep their own order, ahead of or behind the others. Default: the event's <see cref="OrderingKeyAttribute"/> member, else none.</summary>
    public string? OrderingKey { get; init; }

    /// <summary>Whether an unroutable message is a failure. Default: the event's or the publisher's setting (<see langword="true"/>).</summary>
    public bool? Mandatory { get; init; }

    /// <summary>The bound on this whole publish with queueing and retries. Default: the publisher's <c>PublishTimeout</c> (60 s).</summary>
    public TimeSpan? Timeout { get; init; }
}
