namespace GoQueue;

/// <summary>The transaction cannot take an event: it has ended, cannot be ambient, or belongs to a database without this outbox.</summary>
/// <param name="identity">The message.</param>
/// <param name="message">What failed, why, and what to do.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class OutboxTransactionException(MessageIdentity identity, string message, Exception? innerException = null)
    : OutboxException(identity, message, innerException);
