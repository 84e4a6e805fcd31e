namespace GoQueue.Outbox.Stores;

/// <summary>What a full look reads of a row.</summary>
internal readonly record struct RowHead(long Id, long? KeyHash);
