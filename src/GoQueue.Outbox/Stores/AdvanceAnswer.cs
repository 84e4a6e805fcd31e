namespace GoQueue.Outbox.Stores;

/// <summary>The database's answer when a key goes on.</summary>
/// <param name="IsLeased">Whether the relay still has the lease; without it, nothing is known of the key.</param>
/// <param name="Next">The row that is due now; null = none waits.</param>
internal readonly record struct AdvanceAnswer(bool IsLeased, OutboxRow? Next);
