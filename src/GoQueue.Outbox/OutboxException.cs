namespace GoQueue;

/// <summary>An event could not be written to the outbox. The caller's transaction must be rolled back.</summary>
public abstract class OutboxException : PublishException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="identity">The message.</param>
    /// <param name="message">What failed, why, and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    protected OutboxException(MessageIdentity identity, string message, Exception? innerException = null)
        : base(identity, PublishOutcome.NotSent, attempts: 0, message, innerException)
    {
    }
}
