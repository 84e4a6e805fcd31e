// samples/Quickstart written with RabbitMQ.Client alone, to weigh both: a host, the same three events, confirms, what has landed read back and printed. It validates
// nothing, resends nothing and has no other broker to run with; its JSON is that of System.Text.Json's generator.
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quickstart.BareClient;
using RabbitMQ.Client;

var builder = Host.CreateApplicationBuilder(args);
var uri = builder.Configuration.GetConnectionString("rabbitmq") ?? throw new InvalidOperationException("ConnectionStrings:rabbitmq is missing.");
await using var connection = await new ConnectionFactory { Uri = new Uri(uri), ClientProvidedName = "quickstart" }.CreateConnectionAsync();
builder.Services.AddSingleton(connection);
builder.Services.AddSingleton<EventPublisher>();
using var host = builder.Build();

await using var channel = await connection.CreateChannelAsync();
await channel.ExchangeDeclareAsync("users", ExchangeType.Topic, durable: true);
await channel.ExchangeDeclareAsync("orders", ExchangeType.Topic, durable: true);
var queue = await channel.QueueDeclareAsync(queue: "", durable: false, exclusive: true, autoDelete: true);
await channel.QueueBindAsync(queue.QueueName, "users", "user.*");
await channel.QueueBindAsync(queue.QueueName, "orders", "order.#");

var publisher = host.Services.GetRequiredService<EventPublisher>();
var ann = new UserCreated(Guid.NewGuid(), "ann@example.com", "Ann");
var order = new OrderPlaced(
    Guid.NewGuid(), ann.UserId, 42.50m, Currency.Euro, new Address("Am Markt 1", "Köln", PostalCode: null), DateTimeOffset.UtcNow);
await publisher.PublishAsync("users", "user.created", "1.0", ann, Json.Default.EnvelopeUserCreated);
await publisher.PublishAsync("orders", "order.placed", "1.2", order, Json.Default.EnvelopeOrderPlaced, correlationId: "checkout-7");
await publisher.PublishAsync("orders", "order.cancelled", "1.0", new OrderCancelled(order.OrderId, Reason: null), Json.Default.EnvelopeOrderCancelled);

Console.WriteLine("3 events published to RabbitMQ, each confirmed. What landed:");
while (await channel.BasicGetAsync(queue.QueueName, autoAck: true) is { } message)
{
    MessagePrinter.Print(message);
}
