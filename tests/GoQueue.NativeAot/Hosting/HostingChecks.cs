using GoQueue.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace GoQueue.NativeAot.Hosting;

/// <summary>A host that reads its settings, section by section, without reflection.</summary>
internal static class HostingChecks
{
    public static async Task RunAsync(Checks checks)
    {
        var broker = new InMemoryBroker().DeclareExchange("aot");
        broker.DeclareQueue("q");
        broker.Bind("q", "aot", "#");
        var builder = Builder(
            ("GoQueue:PublisherId", "shop"),
            ("GoQueue:Persistent", "false"),
            ("GoQueue:PublishTimeout", "00:00:07"),
            ("GoQueue:DefaultHeaders:team", "north"),
            ("GoQueue:ActionPriorities:event.", "High"),
            ("GoQueue:Background:WhenFull", "Fail"),
            ("GoQueue:Publishers:billing:PublisherId", "billing"));
        builder.AddGoQueue("rabbitmq").UseInMemory(broker);
        builder.AddKeyedGoQueue("billing").UseInMemory(broker);
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.Services.GetRequiredService<IGoQueuePublisher>().PublishCompiledAsync(new Compiled(Guid.Empty, "bound", 1, Stage.Linked, null));
            await host.Services.GetRequiredKeyedService<IGoQueueBackgroundPublisher>("billing").EnqueueAsync(new Compiled(Guid.Empty, "keyed", 2, Stage.Linked, null));
            var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
            checks.That(health is { Status: HealthStatus.Healthy, Entries.Count: 2 }, "health checks of two publishers answer");
            await host.StopAsync();
        }

        var messages = broker.Queue("q").Messages;
        checks.That(messages.Count == 2 && messages[0].AppId == "shop" && messages[1].AppId == "billing", "settings of two publishers are bound, and stopping drains the background");
        checks.That(
            messages[0] is { Persistent: false, Priority: 8 } && (string?)messages[0].Headers["team"] == "north", "a switch, a choice and two dictionaries are bound");

        await FailsAsync(
            checks,
            ("GoQueue:RabbitMQ:Connections", "0"),
            "RabbitMQOptions.Connections (GoQueue:RabbitMQ:Connections) is 0: it must be 1 to 64.");
        await FailsAsync(
            checks,
            ("GoQueue:Background:MaxMessages", "0"),
            "BackgroundOptions.MaxMessages (GoQueue:Background:MaxMessages) is 0: it must be at least 1.");
        await FailsAsync(checks, ("GoQueue:PublishTimout", "1"), "'GoQueue:PublishTimout' is not an option of GoQueue: did you mean PublishTimeout?");
    }

    private static async Task FailsAsync(Checks checks, (string Key, string Value) setting, string message)
    {
        var builder = Builder(setting, ("ConnectionStrings:rabbitmq", "amqp://localhost"));
        builder.AddGoQueue("rabbitmq");
        using var host = builder.Build();
        try
        {
            await host.StartAsync();
            checks.That(false, $"{setting.Key} = {setting.Value} fails the start");
        }
        catch (GoQueueConfigurationException exception)
        {
            checks.That(exception.Message == message, $"{setting.Key} = {setting.Value} fails the start: {exception.Message}");
        }
    }

    private static HostApplicationBuilder Builder(params (string Key, string? Value)[] values)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(values.Select(static value => KeyValuePair.Create(value.Key, value.Value)));
        return builder;
    }
}
