namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>What came of one message that a channel was to write.</summary>
internal enum WriteResult
{
    /// <summary>It has a number, and its bytes are queued.</summary>
    Written,

    /// <summary>It waits in the channel: the wire takes no more for now, or the channel is about to end.</summary>
    Kept,

    /// <summary>Its caller has a result already.</summary>
    Settled,

    /// <summary>It cannot be encoded.</summary>
    Refused,
}
