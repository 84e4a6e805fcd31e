namespace GoQueue;

/// <summary>The broker answered with a nack: for example a full queue that rejects. Of several queues, some may have it.</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class MessageRejectedException(MessageIdentity identity, int attempts, string message, Exception? innerException = null)
    : PublishException(identity, PublishOutcome.Rejected, attempts, message, innerException);
