namespace GoQueue;

/// <summary>
/// A step that the application has put around publishing has thrown: a middleware, or a resilience pipeline. The inner exception is what it threw;
/// <see cref="PublishException.Outcome"/> says whether the message had been sent by then.
/// </summary>
/// <param name="identity">The message.</param>
/// <param name="outcome"><see cref="PublishOutcome.NotSent"/> or <see cref="PublishOutcome.Unknown"/>.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">What the step threw.</param>
public sealed class PublishStepFailedException(MessageIdentity identity, PublishOutcome outcome, int attempts, string message, Exception innerException)
    : PublishException(identity, outcome, attempts, message, innerException);
