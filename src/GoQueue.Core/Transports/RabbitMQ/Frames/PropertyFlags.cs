namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>
/// Which properties a content header carries, from the highest bit down in the order of their values (AMQP 0-9-1,
/// section 4.2.6.1).
/// </summary>
internal static class PropertyFlags
{
    public const int ContentType = 1 << 15;
    public const int ContentEncoding = 1 << 14;
    public const int Headers = 1 << 13;
    public const int DeliveryMode = 1 << 12;
    public const int Priority = 1 << 11;
    public const int CorrelationId = 1 << 10;
    public const int ReplyTo = 1 << 9;
    public const int Expiration = 1 << 8;
    public const int MessageId = 1 << 7;
    public const int Timestamp = 1 << 6;
    public const int Type = 1 << 5;
    public const int UserId = 1 << 4;
    public const int AppId = 1 << 3;
    public const int ClusterId = 1 << 2;

    /// <summary>Another word of flags follows; RabbitMQ has no property that needs one.</summary>
    public const int Continuation = 1;
}
