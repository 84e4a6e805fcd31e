using System.Diagnostics.CodeAnalysis;

namespace GoQueue;

/// <summary>
/// Settings of one message. Whatever is null is decided by the event's attributes, then by the publisher. Immutable but
/// for <see cref="Headers"/>; one instance may serve many publishes, each of which copies the headers when it is called.
/// </summary>
public sealed record PublishOptions
{
    // Not readonly: the headers are made when they are first asked for.
    private HeaderSlot _headers;

    /// <summary>Makes options that leave everything to the event and the publisher.</summary>
    public PublishOptions()
    {
    }

    // What "with" calls: the copy has headers of its own.
    private PublishOptions(PublishOptions original)
    {
        MessageId = original.MessageId;
        Timestamp = original.Timestamp;
        CorrelationId = original.CorrelationId;
        CausationId = original.CausationId;
        ReplyTo = original.ReplyTo;
        _headers = original._headers.Copy();
        Priority = original.Priority;
        Expiration = original.Expiration;
        OrderingKey = original.OrderingKey;
        Mandatory = original.Mandatory;
        Timeout = original.Timeout;
    }

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
    /// Further headers: <c>new() { Headers = { ["tenant"] = "acme" } }</c>, or any <c>Dictionary&lt;string, object?&gt;</c>,
    /// which is copied. Values are what AMQP can carry: string, bool, integers, float, double, decimal, byte[], lists and
    /// dictionaries of these. NaN and infinity are refused. A stream cannot store a decimal: such a message is a poison
    /// message there. Reserved names (<c>goqueue-*</c>, <c>cloudEvents_*</c>, …) are refused. Never null; a null that is
    /// assigned means no headers. Default: none.
    /// </summary>
    [AllowNull]
    public PublishHeaders Headers
    {
        get => _headers.GetOrCreate();
        init => _headers = new HeaderSlot(value);
    }

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

    /// <summary>The headers, or null if nothing has asked for them: reading <see cref="Headers"/> would make an empty collection.</summary>
    internal PublishHeaders? ExistingHeaders => _headers.Existing;
}
