namespace GoQueue;

/// <summary>The broker took the message and found no queue for it (basic.return).</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="exchange">The exchange it was sent to.</param>
/// <param name="routingKey">The routing key it was sent with.</param>
/// <param name="replyCode">The broker's code: 312 NO_ROUTE.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
public sealed class UnroutableMessageException(MessageIdentity identity, int attempts, string exchange, string routingKey, int replyCode, string message)
    : PublishException(identity, PublishOutcome.Unroutable, attempts, message)
{
    /// <summary>The exchange it was sent to.</summary>
    public string Exchange { get; } = exchange;

    /// <summary>The routing key it was sent with.</summary>
    public string RoutingKey { get; } = routingKey;

    /// <summary>The broker's code: 312 NO_ROUTE.</summary>
    public int ReplyCode { get; } = replyCode;
}
