namespace GoQueue.InMemory;

/// <summary>How an exchange chooses queues, as in AMQP 0-9-1.</summary>
public enum InMemoryExchangeType
{
    /// <summary>Binding keys are patterns of dot-separated words: <c>*</c> is one word, <c>#</c> any number of words.</summary>
    Topic = 0,

    /// <summary>The binding key equals the routing key.</summary>
    Direct = 1,

    /// <summary>Every bound queue.</summary>
    Fanout = 2,

    /// <summary>The binding's arguments match the message's headers; <c>x-match</c> is <c>all</c> (the default) or <c>any</c>.</summary>
    Headers = 3,
}
