using CustomMiddleware;
using GoQueue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop.Events;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton<Tenant>();

var isMarketingOn = false;
var goqueue = builder.AddGoQueue("rabbitmq")
    .Use<TenantMiddleware>()                                                              // made by the container
    .Use<AuditMiddleware>(scope => scope.For<OrderPlaced>())                              // for one event; costs the others nothing
    .Use(new SwitchMiddleware(() => isMarketingOn), scope => scope.For<BannerShown>())    // an instance of your own
    .Use((context, next) =>                                                               // a function
    {
        context.CorrelationId ??= "import-7";
        return next(context);
    });

// Without ConnectionStrings:rabbitmq the messages stay in this process.
if (builder.Configuration.GetConnectionString("rabbitmq") is null)
{
    goqueue.UseInMemory();
}

using var host = builder.Build();
await host.StartAsync();

var publisher = host.Services.GetRequiredService<GoQueuePublisher>();
await publisher.DeclareTopologyAsync(
    GoQueueEvents.All, topology => topology.Queue("all", QueueType.Classic).Bind("all", "orders").Bind("all", "marketing"));
Console.WriteLine(publisher.DescribePipeline());

host.Services.GetRequiredService<Tenant>().Current = "acme";
await publisher.PublishOrderPlacedAsync(new OrderPlaced(Guid.NewGuid(), 42.50m));

var dropped = await publisher.PublishBannerShownAsync(new BannerShown("winter"));
Console.WriteLine($"banner while marketing is off: {dropped.Attempts} attempts");

isMarketingOn = true;
var shown = await publisher.PublishBannerShownAsync(new BannerShown("winter"));
Console.WriteLine($"banner while it is on: {shown.Attempts} attempt, confirmed");

// What a middleware throws reaches the caller with the message's identity, and nothing is sent.
host.Services.GetRequiredService<Tenant>().Current = null;
try
{
    await publisher.PublishOrderPlacedAsync(new OrderPlaced(Guid.NewGuid(), 1));
}
catch (PublishStepFailedException failure)
{
    Console.WriteLine($"{failure.Outcome}: {failure.Message}");
}

await host.StopAsync();
