namespace GoQueue.Delivery.Deduplication;

/// <summary>
/// What makes two messages one. With topic and action, because ids are often those of things: an order may be placed and cancelled under one id, and the
/// second message must not be taken for the first.
/// </summary>
internal readonly record struct MessageKey(string MessageId, string Topic, string Action);
