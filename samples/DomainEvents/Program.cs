using DomainEvents;
using GoQueue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop.Events;

var builder = Host.CreateApplicationBuilder(args);
var goqueue = builder.AddGoQueue("rabbitmq");

// Without ConnectionStrings:rabbitmq the messages stay in this process.
if (builder.Configuration.GetConnectionString("rabbitmq") is null)
{
    goqueue.UseInMemory();
}

using var host = builder.Build();
await host.StartAsync();

var publisher = host.Services.GetRequiredService<GoQueuePublisher>();
await publisher.DeclareTopologyAsync(GoQueueEvents.All, topology => topology.Queue("all-orders", QueueType.Classic).Bind("all-orders", "orders"));

// The aggregate collects its events, one loop publishes them.
var order = Order.Place(42.50m);
order.AddLine("tea", 2);
foreach (var message in order.Events)
{
    var receipt = await publisher.PublishAsync(message);
    Console.WriteLine($"{message.GetType().Name}: confirmed after {receipt.Attempts} attempt");
}

order.ClearEvents();

// The same through a dispatcher, which also runs handlers of this process.
var dispatcher = new EventDispatcher(publisher).On<OrderCancelled>(static cancelled => Console.WriteLine($"handler: cancelled, {cancelled.Reason}"));
order.Cancel("out of stock");
await dispatcher.DispatchAsync(order.Events);
Console.WriteLine($"order cancelled: {order.IsCancelled}");

await host.StopAsync();
