namespace GoQueue;

/// <summary>A bound on the publish passed; <see cref="PublishException.Outcome"/> says whether the message had been sent by then.</summary>
/// <param name="identity">The message.</param>
/// <param name="outcome"><see cref="PublishOutcome.NotSent"/> or <see cref="PublishOutcome.Unknown"/>.</param>
/// <param name="attempts">How often it was sent.</param>
/// <param name="message">One sentence: the thing, the fault, the cure; names the bound that passed.</param>
/// <param name="innerException">The last cause of waiting, or null.</param>
public sealed class PublishTimeoutException(MessageIdentity identity, PublishOutcome outcome, int attempts, string message, Exception? innerException = null)
    : PublishException(identity, outcome, attempts, message, innerException);
