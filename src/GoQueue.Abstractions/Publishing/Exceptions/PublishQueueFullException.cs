namespace GoQueue;

/// <summary>A bounded queue of the publisher is full. Nothing was sent.</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class PublishQueueFullException(MessageIdentity identity, int attempts, string message, Exception? innerException = null)
    : PublishException(identity, PublishOutcome.NotSent, attempts, message, innerException);
