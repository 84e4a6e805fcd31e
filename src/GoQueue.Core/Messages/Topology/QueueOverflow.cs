namespace GoQueue;

/// <summary>What a queue with a length limit does when it is full (<c>x-overflow</c>).</summary>
public enum QueueOverflow
{
    /// <summary>The oldest message is dropped or dead-lettered. RabbitMQ's default.</summary>
    DropHead = 0,

    /// <summary>The new message is rejected: its publish throws <see cref="MessageRejectedException"/>.</summary>
    RejectPublish = 1,

    /// <summary>The new message is rejected and dead-lettered. Classic queues only.</summary>
    RejectPublishAndDeadLetter = 2,
}
