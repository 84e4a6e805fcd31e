namespace GoQueue;

/// <summary>How RabbitMQ keeps a queue (<c>x-queue-type</c>).</summary>
public enum QueueType
{
    /// <summary>On one node.</summary>
    Classic = 0,

    /// <summary>On several nodes, by consensus: what RabbitMQ recommends for messages that must not be lost.</summary>
    Quorum = 1,

    /// <summary>A log that consumers read from any position.</summary>
    Stream = 2,
}
