namespace GoQueue.Outbox;

/// <summary>What happens to the messages behind one that has failed for good, if they have its ordering key.</summary>
public enum FailedKeys
{
    /// <summary>They are sent: the failed message is missing in the order, and reported.</summary>
    Continue,

    /// <summary>They wait until an operator replays or discards the failed message.</summary>
    Stop,
}
