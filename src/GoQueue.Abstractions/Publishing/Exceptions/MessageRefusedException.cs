namespace GoQueue;

/// <summary>The message breaks a limit of AMQP or of the publisher (size, headers, identifiers, routing key). Nothing was sent.</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class MessageRefusedException(MessageIdentity identity, int attempts, string message, Exception? innerException = null)
    : PublishException(identity, PublishOutcome.NotSent, attempts, message, innerException);
