namespace GoQueue;

/// <summary>How an exchange chooses the queues for a message (https://www.rabbitmq.com/docs/exchanges).</summary>
public enum ExchangeKind
{
    /// <summary>
    /// Binding keys are patterns of dot-separated words: <c>*</c> is one word, <c>#</c> any number of words.
    /// </summary>
    Topic = 0,

    /// <summary>The binding key equals the routing key.</summary>
    Direct = 1,

    /// <summary>Every bound queue.</summary>
    Fanout = 2,

    /// <summary>The binding's arguments match the message's headers.</summary>
    Headers = 3,

    /// <summary>
    /// One of the bound queues, chosen by a hash of the routing key or of a header; the binding key is the queue's
    /// weight. Needs the plug-in <c>rabbitmq_consistent_hash_exchange</c>.
    /// </summary>
    ConsistentHash = 4,

    /// <summary>
    /// One of the bound queues of the node that the publisher is connected to. Needs RabbitMQ 4.0. Takes classic queues only, and
    /// their bindings need an empty routing key.
    /// </summary>
    LocalRandom = 5,
}
