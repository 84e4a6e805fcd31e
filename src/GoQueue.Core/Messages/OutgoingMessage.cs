using GoQueue.Formats;

namespace GoQueue.Messages;

/// <summary>
/// One message, frozen: everything that goes on the wire and nothing of the CLR type it came from, so that it could be stored and sent by
/// another process. Used again for later messages together with the operation that owns it.
/// </summary>
internal sealed class OutgoingMessage
{
    public string MessageId { get; set; } = "";

    /// <summary>Whether the id is the user's: only such ones can be under way twice.</summary>
    public bool HasGivenId { get; set; }

    /// <summary>
    /// Its number among the messages with its id, exchange and routing key that the broker has not answered; 0 = the
    /// first, and almost always the only one.
    /// </summary>
    public int Repetition { get; set; }

    public DateTimeOffset Timestamp { get; set; }

    /// <summary>Where it goes; the rendered form of <see cref="Topic"/> and <see cref="Action"/>.</summary>
    public string Exchange { get; set; } = "";

    public string RoutingKey { get; set; } = "";

    /// <summary>What was declared: the identity in errors, telemetry and <c>goqueue-*</c> headers.</summary>
    public string Topic { get; set; } = "";

    public string Action { get; set; } = "";

    public string Version { get; set; } = "";

    public string ContentType { get; set; } = "";

    public string? ContentEncoding { get; set; }

    public string? CorrelationId { get; set; }

    public string? ReplyTo { get; set; }

    public string AppId { get; set; } = "";

    public string Type { get; set; } = "";

    /// <summary>AMQP's text of whole milliseconds, or null.</summary>
    public string? Expiration { get; set; }

    /// <summary>AMQP priority, 0 to 255.</summary>
    public byte Priority { get; set; }

    public bool Persistent { get; set; }

    public bool Mandatory { get; set; }

    /// <summary>Messages with equal keys are written in the order of their publishes; null = no order.</summary>
    public string? OrderingKey { get; set; }

    /// <summary>All headers, those of the format included.</summary>
    public MessageHeaders Headers { get; } = new();

    public PayloadBuffer Body { get; } = new();

    public MessageIdentity Identity => new(MessageId, Topic, Action, Version) { PublisherName = PublisherName };

    /// <summary>The name of the publisher, for exceptions; null for the default publisher.</summary>
    public string? PublisherName { get; set; }

    /// <summary>Copies everything into another message, which must be empty.</summary>
    public void CopyTo(OutgoingMessage other)
    {
        other.MessageId = MessageId;
        other.HasGivenId = HasGivenId;
        other.Timestamp = Timestamp;
        other.Exchange = Exchange;
        other.RoutingKey = RoutingKey;
        other.Topic = Topic;
        other.Action = Action;
        other.Version = Version;
        other.PublisherName = PublisherName;
        other.ContentType = ContentType;
        other.ContentEncoding = ContentEncoding;
        other.CorrelationId = CorrelationId;
        other.ReplyTo = ReplyTo;
        other.AppId = AppId;
        other.Type = Type;
        other.Expiration = Expiration;
        other.Priority = Priority;
        other.Persistent = Persistent;
        other.Mandatory = Mandatory;
        other.OrderingKey = OrderingKey;
        foreach (var (name, value) in Headers.AsSpan())
        {
            other.Headers.Append(name, value);
        }

        other.Body.Write(Body.WrittenSpan);
    }

    /// <summary>What a consumer would get: a copy, because the message's memory goes back to its pool.</summary>
    public ReceivedMessage ToReceived()
    {
        var headers = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in Headers.AsSpan())
        {
            headers[name] = value;
        }

        return new ReceivedMessage
        {
            Exchange = Exchange,
            RoutingKey = RoutingKey,
            Body = Body.WrittenSpan.ToArray(),
            Headers = headers,
            ContentType = ContentType,
            ContentEncoding = ContentEncoding,
            MessageId = MessageId,
            CorrelationId = CorrelationId,
            ReplyTo = ReplyTo,
            AppId = AppId,
            Type = Type,
            Expiration = Expiration,
            Timestamp = DateTimeOffset.FromUnixTimeSeconds(Timestamp.ToUnixTimeSeconds()),
            Priority = Priority,
            Persistent = Persistent,
        };
    }

    /// <summary>Empties it for the next message; the body's memory goes back to its pool.</summary>
    public void Clear()
    {
        MessageId = Exchange = RoutingKey = Topic = Action = Version = ContentType = AppId = Type = "";
        ContentEncoding = CorrelationId = ReplyTo = Expiration = OrderingKey = PublisherName = null;
        Timestamp = default;
        Priority = 0;
        Repetition = 0;
        Persistent = Mandatory = HasGivenId = false;
        Headers.Clear();
        Body.Clear();
    }
}
