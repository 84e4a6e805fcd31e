using System.Collections.Concurrent;
using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

public sealed class HostLifecycleTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;
    private readonly HostApplicationBuilder _builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

    public HostLifecycleTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Fact]
    public async Task A_wrong_setting_fails_the_start_and_not_the_first_publish()
    {
        _builder.Services.AddKeyedGoQueue("billing");
        using var host = _builder.Build();
        var exception = await Assert.ThrowsAsync<GoQueueConfigurationException>(() => host.StartAsync());
        Assert.StartsWith("No transport is chosen", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connecting_waits_for_the_first_message_unless_it_is_asked_for()
    {
        var lazy = new StatusTransport(_broker);
        var eager = new StatusTransport(_broker);
        Use(_builder.Services.AddGoQueue(), lazy);
        Use(_builder.Services.AddKeyedGoQueue("eager", options => options.ConnectOnStart = true), eager);
        var seen = -1;
        _builder.Services.AddHostedService(_ => new Probe(started: () => seen = eager.Connects));
        using var host = _builder.Build();
        await host.StartAsync();

        Assert.Equal(0, lazy.Connects);
        Assert.Equal(1, seen);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_broker_out_of_reach_fails_a_start_that_connects()
    {
        var time = new FakeTimeProvider();
        var transport = new StatusTransport(_broker) { Connecting = new TaskCompletionSource() };
        Use(_builder.Services.AddGoQueue(options => (options.ConnectOnStart, options.StartTimeout) = (true, TimeSpan.FromSeconds(7))).UseTimeProvider(time), transport);
        using var host = _builder.Build();
        var start = host.StartAsync();
        await Eventually.TrueAsync(() => transport.Connects == 1, "it connects");
        Assert.False(start.IsCompleted);
        transport.Become(new() { State = PublisherState.Disconnected, Reason = "connection refused." });
        time.Advance(TimeSpan.FromSeconds(7));

        var exception = await Assert.ThrowsAsync<BrokerUnavailableException>(() => start);
        Assert.Equal(
            "RabbitMQ amqp://broker:5672/ could not be connected within 7 s: connection refused.", exception.Message);
    }

    [Fact]
    public async Task Connecting_by_hand_waits_no_longer_than_a_publish_would_and_the_callers_token_comes_first()
    {
        var time = new FakeTimeProvider();
        var transport = new StatusTransport(_broker) { Connecting = new TaskCompletionSource() };
        Use(_builder.Services.AddGoQueue(options => options.PublishTimeout = TimeSpan.FromSeconds(7)).UseTimeProvider(time), transport);
        using var host = _builder.Build();
        var publisher = host.Services.GetRequiredService<GoQueuePublisher>();
        using var cancel = new CancellationTokenSource();
        var canceled = publisher.ConnectAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled)).CancellationToken);

        var connect = publisher.ConnectAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(connect.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(7));
        var exception = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connect);
        Assert.Equal("RabbitMQ amqp://broker:5672/ could not be connected within 7 s: it does not answer; check that the broker runs and the URI is right.", exception.Message);
    }

    [Fact]
    public async Task Services_registered_before_may_publish_while_they_stop()
    {
        IGoQueuePublisher? publisher = null;
        PublishReceipt? last = null;
        _builder.Services.AddHostedService(_ => new Probe(stopped: async () => last = await publisher!.PublishAsync(new Counted(1))));
        _builder.Services.AddGoQueue().UseInMemory(_broker);
        using var host = _builder.Build();
        publisher = host.Services.GetRequiredService<IGoQueuePublisher>();
        await host.StartAsync();
        await host.StopAsync();

        Assert.NotNull(last);
        Assert.Equal(1, _queue.Count);
        var exception = await Assert.ThrowsAsync<PublisherStoppedException>(async () => await publisher.PublishAsync(new Counted(2), new PublishOptions { MessageId = "late" }));
        Assert.Equal("Counted, message late (counts/count.made 1.0), was not sent: the publisher is closed; publish before it is closed, or make another.", exception.Message);
    }

    [Fact]
    public async Task Stopping_waits_for_messages_under_way()
    {
        var transport = new HeldTransport(_broker);
        Use(_builder.Services.AddGoQueue(), transport);
        using var host = _builder.Build();
        await host.StartAsync();
        var publish = host.Services.GetRequiredService<IGoQueuePublisher>().PublishAsync(new Counted(1)).AsTask();
        var stop = host.StopAsync();
        await Eventually.TrueAsync(() => host.Services.GetRequiredService<GoQueuePublisher>().IsStopped, "the publisher takes no more messages");
        Assert.False(stop.IsCompleted);

        transport.Release();
        await stop;
        Assert.Equal(1, (await publish).Attempts);
    }

    [Fact]
    public async Task While_it_waits_for_them_the_publisher_says_that_it_is_closing()
    {
        var transport = new HeldTransport(_broker);
        Use(_builder.Services.AddGoQueue(), transport);
        _builder.Services.AddHealthChecks().AddGoQueue();
        using var host = _builder.Build();
        await host.StartAsync();
        var publisher = host.Services.GetRequiredService<GoQueuePublisher>();
        var states = new ConcurrentQueue<PublisherState>();
        publisher.StateChanged += (_, change) => states.Enqueue(change.State);
        var publish = publisher.PublishAsync(new Counted(1)).AsTask();
        var stop = host.StopAsync();
        await Eventually.TrueAsync(() => !states.IsEmpty, "the change is told");

        Assert.Equal([PublisherState.Closing], states);
        Assert.Equal(PublisherState.Closing, publisher.State);
        Assert.False(publisher.IsHealthy);
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, report.Status);

        transport.Release();
        await stop;
        await publish;
        await Eventually.TrueAsync(() => states.Count == 2, "its end is told, too");
        Assert.Equal([PublisherState.Closing, PublisherState.Closed], states);
    }

    [Fact]
    public async Task Stopping_waits_for_messages_that_are_still_in_a_middleware()
    {
        var gate = new TaskCompletionSource();
        _builder.Services.AddGoQueue().UseInMemory(_broker).Use(async (context, next) =>
        {
            await gate.Task;
            await next(context);
        });
        using var host = _builder.Build();
        await host.StartAsync();
        var publish = host.Services.GetRequiredService<IGoQueuePublisher>().PublishAsync(new Counted(1)).AsTask();
        var stop = host.StopAsync();
        await Eventually.TrueAsync(() => host.Services.GetRequiredService<GoQueuePublisher>().IsStopped, "the publisher takes no more messages");
        Assert.False(stop.IsCompleted);

        gate.SetResult();
        await stop;
        Assert.Equal(1, (await publish).Attempts);
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public async Task The_hosts_shutdown_timeout_ends_the_waiting()
    {
        var transport = new HeldTransport(_broker) { FailsWhatIsHeldOnClose = true };
        _builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        Use(_builder.Services.AddGoQueue(), transport);
        using var host = _builder.Build();
        await host.StartAsync();
        var publish = host.Services.GetRequiredService<IGoQueuePublisher>().PublishAsync(new Counted(1)).AsTask();
        await host.StopAsync();

        await Assert.ThrowsAsync<PublisherStoppedException>(() => publish);
    }

    [Fact]
    public async Task All_publishers_close_together()
    {
        var first = new HeldTransport(_broker);
        var second = new HeldTransport(_broker);
        Use(_builder.Services.AddGoQueue(), first);
        Use(_builder.Services.AddKeyedGoQueue("billing"), second);
        using var host = _builder.Build();
        await host.StartAsync();
        var one = host.Services.GetRequiredService<GoQueuePublisher>();
        var two = host.Services.GetRequiredKeyedService<GoQueuePublisher>("billing");
        var publishes = Task.WhenAll(one.PublishAsync(new Counted(1)).AsTask(), two.PublishAsync(new Counted(2)).AsTask());
        var stop = host.StopAsync();
        await Eventually.TrueAsync(() => one.IsStopped && two.IsStopped, "both stop, though neither is done");
        first.Release();
        second.Release();
        await stop;
        await publishes;
    }

    [Fact]
    public async Task Closing_twice_closes_once()
    {
        var transport = new HeldTransport(_broker);
        var publisher = GoQueuePublisher.Create(goqueue => Use(goqueue, transport));
        var publish = publisher.PublishAsync(new Counted(1)).AsTask();
        var first = publisher.CloseAsync().AsTask();
        var second = publisher.CloseAsync().AsTask();
        Assert.False(first.IsCompleted || second.IsCompleted);
        transport.Release();
        await Task.WhenAll(first, second);
        await publisher.DisposeAsync();
        await publisher.DisposeAsync();
        Assert.Equal(1, (await publish).Attempts);
    }

    private static TBuilder Use<TBuilder>(TBuilder builder, GoQueue.Delivery.IPublishTransport transport)
        where TBuilder : IGoQueueBuilder
    {
        builder.Setup.Transport = (_, _) => transport;
        return builder;
    }

    private sealed class Probe(Action? started = null, Func<Task>? stopped = null) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            started?.Invoke();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => stopped?.Invoke() ?? Task.CompletedTask;
    }
}
