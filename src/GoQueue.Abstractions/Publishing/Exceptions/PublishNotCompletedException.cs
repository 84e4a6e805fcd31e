namespace GoQueue;

/// <summary>A middleware returned without calling next, and without saying that it meant to.</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class PublishNotCompletedException(MessageIdentity identity, int attempts, string message, Exception? innerException = null)
    : PublishException(identity, PublishOutcome.NotSent, attempts, message, innerException);
