using System.Text;
using Billing.Contracts;
using GoQueue;
using GoQueue.InMemory;
using Shop.App;
using Shop.Contracts;

var broker = new InMemoryBroker();
broker.DeclareQueue("all");
foreach (var exchange in (string[])["users", "invoices", "app"])
{
    broker.DeclareExchange(exchange).Bind("all", exchange, "#");
}

await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker));
await publisher.PublishUserCreatedAsync(new(Guid.Empty, "ann@example.com", "Ann"));
await publisher.PublishUserAuditedAsync(new(Guid.Empty));
await publisher.PublishInvoiceSentAsync(new("2026-17", 12.5m));
await publisher.PublishInvoiceAuditedAsync(new("2026-17"));
await publisher.PublishAppStartedAsync(new("eu-1"));

foreach (var message in broker.Queue("all").Messages)
{
    Console.WriteLine($"{message.Exchange}/{message.RoutingKey} {Encoding.UTF8.GetString(message.Body.Span)}");
}

Console.WriteLine($"own events: {string.Join(", ", GoQueueEvents.All)}");
Console.WriteLine($"events of the shop: {string.Join(", ", ShopEvents.All)}");
