using GoQueue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quickstart;
using Shop.Events;

// Without a connection string the events go through an in-memory broker, chosen here and nowhere in secret. With
//   ConnectionStrings__rabbitmq=amqp://guest:guest@localhost:5672
// the same program publishes to RabbitMQ and reads back what has landed.
var builder = Host.CreateApplicationBuilder(args);
var connectionString = builder.Configuration.GetConnectionString("rabbitmq");
await using IStage stage = connectionString is null ? new InMemoryStage() : await RabbitMqStage.CreateAsync(connectionString);

builder.Services.AddSingleton(stage);
stage.Choose(builder.Services.AddGoQueue(options => options.PublisherId = "quickstart"));
using var host = builder.Build();

var publisher = host.Services.GetRequiredService<IGoQueuePublisher>();
var ann = new UserCreated(Guid.NewGuid(), "ann@example.com", "Ann");
var order = new OrderPlaced(
    Guid.NewGuid(), ann.UserId, 42.50m, Currency.Euro, new Address("Am Markt 1", "Köln", PostalCode: null), DateTimeOffset.UtcNow);

var receipts = new List<PublishReceipt>
{
    await publisher.PublishUserCreatedAsync(ann),
    await publisher.PublishOrderPlacedAsync(order, new() { CorrelationId = "checkout-7" }),
    await publisher.PublishOrderCancelledAsync(new OrderCancelled(order.OrderId, Reason: null)),
};

Console.WriteLine($"{receipts.Count} events published to {stage.Description}, each confirmed. What landed:");
foreach (var message in await stage.ReadAsync(receipts.Count))
{
    MessagePrinter.Print(message);
}

await host.Services.GetRequiredService<GoQueuePublisher>().DisposeAsync();
