// A process that only relays, for tests that kill it: KIND CONNECTION-STRING BROKER. Prints a line when it has the lease.
using GoQueue;
using GoQueue.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateEmptyApplicationBuilder(null);
var goqueue = builder.Services.AddGoQueue().UseRabbitMQ(args[2]);
if (args[0] == "SQLite")
{
    goqueue.UseSqliteOutbox(args[1], Configure);
}
else
{
    goqueue.UsePostgreSqlOutbox(outbox =>
    {
        outbox.ConnectionString = args[1];
        Configure(outbox);
    });
}

using var host = builder.Build();
await host.StartAsync().ConfigureAwait(false);
var admin = host.Services.GetRequiredService<IGoQueueOutboxAdmin>();
while (!(await admin.GetStatusAsync().ConfigureAwait(false))[0].IsRelayedHere)
{
    await Task.Delay(20).ConfigureAwait(false);
}

Console.WriteLine("relaying");
await host.WaitForShutdownAsync().ConfigureAwait(false);

static void Configure(OutboxOptions options)
{
    options.CreateSchema = SchemaCreation.Never;
    options.LeaseDuration = TimeSpan.FromSeconds(2);
    options.PollInterval = TimeSpan.FromMilliseconds(20);
}
