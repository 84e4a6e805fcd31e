namespace GoQueue;

/// <summary>The broker takes no messages (memory or disk alarm), and the publisher is set to fail fast. Nothing was sent.</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class BrokerBlockedException(MessageIdentity identity, int attempts, string message, Exception? innerException = null)
    : PublishException(identity, PublishOutcome.NotSent, attempts, message, innerException);
