namespace GoQueue;

/// <summary>
/// A middleware returned without calling next or without awaiting it, and without a call of <c>Skip()</c>; or a
/// resilience pipeline returned without an attempt that was confirmed.
/// </summary>
public sealed class PublishNotCompletedException : PublishException
{
    /// <summary>Nothing was sent.</summary>
    /// <param name="identity">The message.</param>
    /// <param name="attempts">How often it was sent.</param>
    /// <param name="message">One sentence: the thing, the fault, the cure.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PublishNotCompletedException(MessageIdentity identity, int attempts, string message, Exception? innerException = null)
        : this(identity, PublishOutcome.NotSent, attempts, message, innerException)
    {
    }

    /// <summary>What is known of the message is said.</summary>
    /// <param name="identity">The message.</param>
    /// <param name="outcome"><see cref="PublishOutcome.NotSent"/> or <see cref="PublishOutcome.Unknown"/>.</param>
    /// <param name="attempts">How often it was sent.</param>
    /// <param name="message">One sentence: the thing, the fault, the cure.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PublishNotCompletedException(MessageIdentity identity, PublishOutcome outcome, int attempts, string message, Exception? innerException = null)
        : base(identity, outcome, attempts, message, innerException)
    {
    }
}
