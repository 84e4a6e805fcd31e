using GoQueue;

namespace Shop.Events;

[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(int Number, decimal Total);

[GoQueueEvent("orders", "order.cancelled", "1.0")]
public sealed partial record OrderCancelled(int Number, string Reason);

/// <summary>Published by the shop; this consumer has no handler of it.</summary>
[GoQueueEvent("orders", "order.shipped", "1.0")]
public sealed partial record OrderShipped(int Number);
