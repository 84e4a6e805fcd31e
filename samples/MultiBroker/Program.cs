using GoQueue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop.Events;

var builder = Host.CreateApplicationBuilder(args);

// One publisher per broker, each with its own pipeline, connection string and health check, ConnectionStrings:main and ConnectionStrings:billing;
// a broker without a connection string is one in this process.
UseInMemoryWithoutBroker(builder.AddKeyedGoQueue("main"), "main");
UseInMemoryWithoutBroker(builder.AddKeyedGoQueue("billing").UseCompression(), "billing");

// The default IGoQueuePublisher is the router: the first route that matches wins.
builder.Services.AddGoQueueRouter(router => router
    .AddRoute(topic: "billing", action: "invoice.#", to: "billing")
    .UseFallback("main"));

using var host = builder.Build();
await host.StartAsync();

var main = host.Services.GetRequiredKeyedService<GoQueuePublisher>("main");
var billing = host.Services.GetRequiredKeyedService<GoQueuePublisher>("billing");
await main.DeclareTopologyAsync([EventDescriptor.For<UserCreated>()], topology => topology.Queue("crm", QueueType.Classic).Bind("crm", "users"));
await billing.DeclareTopologyAsync([EventDescriptor.For<InvoiceIssued>()], topology => topology.Queue("ledger", QueueType.Classic).Bind("ledger", "billing"));

// Who publishes need not know that there are two brokers …
var publisher = host.Services.GetRequiredService<IGoQueuePublisher>();
var invoice = new InvoiceIssued(Guid.NewGuid(), 42.50m);
await publisher.PublishUserCreatedAsync(new UserCreated(Guid.NewGuid(), "Ann"));
await publisher.PublishInvoiceIssuedAsync(invoice);

// … also in one batch.
var batch = await publisher.PublishBatchAsync(
    new PublishBatch().Add(new UserCreated(Guid.NewGuid(), "Bob")).Add(new InvoicePaid(invoice.InvoiceId)));
batch.ThrowIfAnyFailed();

// Or ask for one by its name: [FromKeyedServices("billing")] IGoQueuePublisher in a constructor. This broker has no exchange "users".
try
{
    await billing.PublishUserCreatedAsync(new UserCreated(Guid.NewGuid(), "Eve"));
}
catch (ExchangeNotFoundException failure)
{
    Console.WriteLine($"not routed: {failure.Message}");
}

foreach (var (name, one) in new[] { ("main", main), ("billing", billing) })
{
    Console.WriteLine($"{name}: {one.State}, last confirm {one.LastConfirm:T}");
}

Console.WriteLine("4 events confirmed by 2 brokers");
await host.StopAsync();

void UseInMemoryWithoutBroker(GoQueueServiceBuilder goqueue, string name)
{
    if (builder.Configuration.GetConnectionString(name) is null)
    {
        goqueue.UseInMemory();
    }
}
