namespace GoQueue;

/// <summary>The database refused the event's row: the outbox's schema is missing or too new, or the database cannot write. The inner exception is the database's.</summary>
/// <param name="identity">The message.</param>
/// <param name="message">What failed, why, and what to do.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class OutboxUnavailableException(MessageIdentity identity, string message, Exception? innerException = null)
    : OutboxException(identity, message, innerException);
