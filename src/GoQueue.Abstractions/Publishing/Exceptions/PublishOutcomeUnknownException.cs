namespace GoQueue;

/// <summary>The message was sent and the broker's answer is missing: it may or may not be stored.</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class PublishOutcomeUnknownException(MessageIdentity identity, int attempts, string message, Exception? innerException = null)
    : PublishException(identity, PublishOutcome.Unknown, attempts, message, innerException);
