namespace GoQueue;

/// <summary>
/// The application's own code has thrown inside a publish: a middleware, a resilience pipeline, a limiter, a rule, or a member that a routing key or header
/// is made of. The inner exception is what it threw; <see cref="PublishException.Outcome"/> says whether the message had been sent by then.
/// </summary>
/// <param name="identity">The message.</param>
/// <param name="outcome"><see cref="PublishOutcome.NotSent"/> or <see cref="PublishOutcome.Unknown"/>.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">What the step threw.</param>
public sealed class PublishStepFailedException(MessageIdentity identity, PublishOutcome outcome, int attempts, string message, Exception innerException)
    : PublishException(identity, outcome, attempts, message, innerException);
