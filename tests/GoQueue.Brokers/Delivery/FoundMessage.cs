namespace GoQueue.Brokers.Delivery;

/// <summary>A message that was found in a queue, as its consumer reads it.</summary>
/// <param name="Number">The ledger's number.</param>
/// <param name="MessageId">The message's id on the wire.</param>
/// <param name="OrderingKey">The ledger's ordering key.</param>
/// <param name="Payload">The ledger's filler.</param>
/// <param name="Hash">The ledger's hash.</param>
public sealed record FoundMessage(long Number, string MessageId, string OrderingKey, string Payload, string Hash);
