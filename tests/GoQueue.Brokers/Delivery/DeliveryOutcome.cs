namespace GoQueue.Brokers.Delivery;

/// <summary>How a publish call ended, in the words of the promise (DESIGN.md §6).</summary>
public enum DeliveryOutcome
{
    /// <summary>It has not ended.</summary>
    Open,

    /// <summary>It succeeded: the message must be in the queue.</summary>
    Acknowledged,

    /// <summary>It failed, and the broker never got the message: it must not be in the queue.</summary>
    NotSent,

    /// <summary>The broker refused it. Where several queues are bound, some may have it.</summary>
    Rejected,

    /// <summary>No queue took it: it must not be in the queue, unless an earlier attempt reached one.</summary>
    Unroutable,

    /// <summary>It failed, and nobody knows: the queue may have it.</summary>
    Unknown,
}
