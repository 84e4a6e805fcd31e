namespace GoQueue;

/// <summary>Where a message goes when middleware calls <c>next</c>.</summary>
public enum PublishDestination
{
    /// <summary>To the broker: after <c>next</c> the broker has confirmed it, and <see cref="PublishContext.Receipt"/> is set.</summary>
    Broker,

    /// <summary>
    /// Into the caller's database transaction, by <c>IGoQueueOutbox</c>: after <c>next</c> nothing is confirmed, and
    /// <see cref="PublishContext.Receipt"/> stays null. The relay sends the message after the transaction's commit,
    /// without middleware.
    /// </summary>
    Outbox,
}
