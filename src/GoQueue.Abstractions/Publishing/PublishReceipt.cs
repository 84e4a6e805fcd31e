namespace GoQueue;

/// <summary>The broker's confirmation of one message.</summary>
/// <param name="MessageId">The message's id: yours, or a generated UUIDv7.</param>
/// <param name="Timestamp">The message's time, UTC.</param>
/// <param name="Attempts">How often the message was sent, 1 or more; 0 where a middleware or the deduplication window ended the publish.</param>
/// <param name="MayBeDuplicated">Whether an earlier attempt had an unknown outcome, so that the broker may hold two copies with this id.</param>
/// <param name="Deduplicated">Whether the message was not sent because one with its id was confirmed just before.</param>
public readonly record struct PublishReceipt(string MessageId, DateTimeOffset Timestamp, int Attempts, bool MayBeDuplicated, bool Deduplicated);
