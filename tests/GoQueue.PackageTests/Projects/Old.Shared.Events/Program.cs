using GoQueue;
using GoQueue.Testing;
using Shop.Contracts;

await using var harness = GoQueueTestHarness.Create();
var order = new OrderDto { Number = 17, Total = 42.5m };
await harness.Publisher.PublishOrderPlacedAsync(OrderPlaced.From(order));
await harness.Publisher.PublishOrderCopiedAsync(new(order));
Console.WriteLine(string.Join(' ', harness.Published().Select(static message => message.Data)));

[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(int Number, decimal Total)
{
    public static OrderPlaced From(OrderDto order) => new(order.Number, order.Total);
}

[GoQueueEvent("orders", "order.copied", "1.0")]
public sealed partial record OrderCopied(OrderDto Order);
