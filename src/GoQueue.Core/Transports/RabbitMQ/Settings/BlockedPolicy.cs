namespace GoQueue.RabbitMQ;

/// <summary>What a publish does while the broker takes no messages, because its memory or disk alarm is on.</summary>
public enum BlockedPolicy
{
    /// <summary>It waits, at most until its <c>PublishTimeout</c>.</summary>
    Wait = 0,

    /// <summary>It fails at once with <see cref="BrokerBlockedException"/>. What was sent before goes on waiting for its confirm.</summary>
    FailFast = 1,
}
