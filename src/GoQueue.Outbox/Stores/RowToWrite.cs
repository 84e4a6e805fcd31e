namespace GoQueue.Outbox.Stores;

/// <summary>A composed message, ready for its INSERT.</summary>
internal readonly record struct RowToWrite(
    short Slot, string MessageId, string Topic, string Action, long? KeyHash, byte[] Envelope, byte[] Body);
