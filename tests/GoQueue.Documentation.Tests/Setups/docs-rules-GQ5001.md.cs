// The event with a routing key and the variable of its calls.
global using static OrderCalls;

namespace Shop.Events
{
    [GoQueueEvent("orders", "order.{Country}.created", "1.0")]
    public sealed partial record OrderCreated(Guid OrderId, string Country);
}

internal static class OrderCalls
{
    public static Guid orderId => throw null!;
}
