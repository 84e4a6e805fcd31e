using Consumer;
using GoQueue;
using Microsoft.Data.Sqlite;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Shop.Events;

if (Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq") is not { } uri)
{
    Console.WriteLine("This sample consumes from RabbitMQ: set ConnectionStrings__rabbitmq, for example to amqp://guest:guest@localhost:5672.");
    return 1;
}

await using var database = new SqliteConnection("Data Source=:memory:");
await database.OpenAsync();
await Orders.CreateTablesAsync(database);

// What a shop would publish, from another process.
await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(uri));
await publisher.DeclareTopologyAsync(GoQueueEvents.All, topology => topology.Queue("consumer", QueueType.Classic).Bind("consumer", "orders"));
await publisher.PublishOrderPlacedAsync(new(17, 42.50m), new() { MessageId = "placed-17" });
await publisher.PublishOrderPlacedAsync(new(17, 42.50m), new() { MessageId = "placed-17" });
await publisher.PublishOrderCancelledAsync(new(17, "out of stock"));
await publisher.PublishOrderCancelledAsync(new(18, "never placed"));
await publisher.PublishOrderShippedAsync(new(17));
await publisher.PublishAsync(GoQueueMessage.Create().Topic("orders").Action("order.placed").Version("1.0").Data("""{"number":"not a number"}""").Build());

// The consumer: the bare client, at most ten deliveries that have no answer yet.
var factory = new ConnectionFactory { Uri = new Uri(uri), ClientProvidedName = "consumer" };
await using var connection = await factory.CreateConnectionAsync();
await using var channel = await connection.CreateChannelAsync();
await channel.BasicQosAsync(prefetchSize: 0, prefetchCount: 10, global: false);

// Six messages, and one of them is delivered twice.
var done = new TaskCompletionSource();
var deliveries = 0;
var orders = new OrderConsumer(channel, database);
var consumer = new AsyncEventingBasicConsumer(channel);
consumer.ReceivedAsync += async (sender, delivery) =>
{
    await orders.ReceiveAsync(sender, delivery);
    if (++deliveries == 7)
    {
        done.TrySetResult();
    }
};
await channel.BasicConsumeAsync("consumer", autoAck: false, consumer);
await done.Task;

Console.WriteLine($"orders placed: {await Orders.CountAsync(database, "placed")}, cancelled: {await Orders.CountAsync(database, "cancelled")}");
Console.WriteLine($"left in the queue: {await channel.MessageCountAsync("consumer")}");
return 0;
