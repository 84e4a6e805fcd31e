// Three first programs: one that connects, one that declares what it needs, and one with a host.
using GoQueue;
using Microsoft.Extensions.Hosting;

var (kind, uri) = (args[0], args[1]);
if (kind == "host")
{
    var builder = Host.CreateApplicationBuilder();
    builder.Configuration["ConnectionStrings:rabbitmq"] = uri;
    builder.Configuration["GoQueue:ConnectOnStart"] = "true";
    builder.Configuration["GoQueue:StartTimeout"] = "00:00:08";
    builder.AddGoQueue("rabbitmq");
    await builder.Build().RunAsync();
    return;
}

await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(uri));
if (kind == "connect")
{
    await publisher.ConnectAsync();
}
else
{
    await publisher.DeclareTopologyAsync(GoQueueEvents.All);
}

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(string Name);
