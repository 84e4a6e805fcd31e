namespace GoQueue;

/// <summary>A message that is written in a transaction. It is published once the transaction has committed, and never if it has not.</summary>
/// <param name="MessageId">The message's id, under which consumers see it.</param>
/// <param name="Timestamp">The message's time.</param>
public readonly record struct EnqueuedMessage(string MessageId, DateTimeOffset Timestamp);
