namespace GoQueue;

/// <summary>The exchange does not exist (404). Nothing was stored.</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class ExchangeNotFoundException(MessageIdentity identity, int attempts, string message, Exception? innerException = null)
    : PublishException(identity, PublishOutcome.NotSent, attempts, message, innerException);
