[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(int Number);
