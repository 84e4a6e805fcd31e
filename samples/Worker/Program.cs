using GoQueue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop.Events;
using Worker;

var builder = Host.CreateApplicationBuilder(args);

// Without ConnectionStrings:rabbitmq the messages stay in this process.
var goqueue = builder.AddGoQueue("rabbitmq")
    .UseRetry()
    .DeclareOnStart(GoQueueEvents.All, topology => topology.Queue("prices", QueueType.Classic).Bind("prices", "catalog"))
    .UseBackground(background =>
    {
        background.MaxMessages = 500;
        background.OnFailure = failure => Console.WriteLine($"background: {failure.MessageId} was not published: {failure.Exception.Message}");
    });
if (builder.Configuration.GetConnectionString("rabbitmq") is null)
{
    goqueue.UseInMemory();
}

builder.Services.AddHostedService<PriceImport>();
using var host = builder.Build();

var publisher = host.Services.GetRequiredService<GoQueuePublisher>();

// Returns when everything that was accepted has its confirm: the publisher closes after the last service has stopped.
await host.RunAsync();
Console.WriteLine($"closed with {publisher.Background.Count} messages left in the background, the last confirm at {publisher.LastConfirm:T}");
