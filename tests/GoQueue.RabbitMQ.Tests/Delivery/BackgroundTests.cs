using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>Background publishing under a host, on a real broker.</summary>
public sealed class BackgroundTests
{
    [Fact]
    public async Task A_host_that_stops_publishes_everything_that_was_accepted()
    {
        await using TestVhost vhost = await ShopAsync();
        using IHost host = Build(vhost.Uri, static _ => { });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var background = host.Services.GetRequiredService<IGoQueueBackgroundPublisher>();
        var handles = new List<BackgroundPublish>();
        for (int i = 0; i < 5_000; i++)
        {
            handles.Add(await background.EnqueueAsync(new OrderPlaced(i, "ann"), cancellationToken: TestContext.Current.CancellationToken));
        }

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.All(handles, static handle => Assert.True(handle.Completion.IsCompletedSuccessfully));
        Assert.Equal(0, background.Count);
        Assert.Equal(Enumerable.Range(0, 5_000), (await vhost.DrainAsync("all")).Select(Publishers.NumberOf).Order());
        await Assert.ThrowsAsync<PublisherStoppedException>(() => background.EnqueueAsync(new OrderPlaced(1, "late")).AsTask());
        await Assert.ThrowsAsync<PublisherStoppedException>(() => host.Services.GetRequiredService<IGoQueuePublisher>().PublishOrderPlacedAsync(new(1, "late")).AsTask());
    }

    [Fact]
    public async Task A_broker_that_takes_nothing_does_not_hold_up_the_hosts_end_and_each_handle_says_what_is_known()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        using IHost host = Build(broker.Uri, static services => services.Configure<HostOptions>(static o => o.ShutdownTimeout = TimeSpan.FromSeconds(1)));
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IGoQueuePublisher>().PublishOrderPlacedAsync(new(0, "ann"), cancellationToken: TestContext.Current.CancellationToken);
        broker.Connections[0].Block(stopReading: true);
        var publisher = host.Services.GetRequiredService<GoQueuePublisher>();
        await Eventually.HoldsAsync(() => publisher.State == PublisherState.Blocked, "the block to be noticed");
        BackgroundPublish[] handles =
        [
            await publisher.Background.EnqueueAsync(new OrderPlaced(1, "ann"), cancellationToken: TestContext.Current.CancellationToken),
            await publisher.Background.EnqueueAsync(new OrderPlaced(2, "ann"), cancellationToken: TestContext.Current.CancellationToken),
        ];

        try
        {
            await host.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host says so where its timeout has ended services; what counts is that it ends.
        }

        foreach (BackgroundPublish handle in handles)
        {
            PublisherStoppedException stopped = await Assert.ThrowsAsync<PublisherStoppedException>(() => handle.Completion);
            Assert.Equal(handle.MessageId, stopped.MessageId);
            Assert.Equal(PublishOutcome.NotSent, stopped.Outcome);
        }
    }

    [Fact]
    public async Task A_service_that_was_registered_first_publishes_until_it_has_stopped()
    {
        await using TestVhost vhost = await ShopAsync();
        using IHost host = Build(vhost.Uri, static services => services.AddHostedService<LastWords>(), first: true);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(7, Publishers.NumberOf(Assert.Single(await vhost.DrainAsync("all"))));
    }

    private static IHost Build(Uri uri, Action<IServiceCollection> configure, bool first = false)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", uri.ToString())]);
        if (first)
        {
            configure(builder.Services);
        }

        builder.AddGoQueue("rabbitmq").UseBackground(static o => (o.MaxMessages, o.MaxConcurrency) = (10_000, 64));
        if (!first)
        {
            configure(builder.Services);
        }

        return builder.Build();
    }

    private static async Task<TestVhost> ShopAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        return vhost;
    }

    private sealed class LastWords(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken) =>
            await services.GetRequiredService<IGoQueuePublisher>().PublishOrderPlacedAsync(new(7, "last"), cancellationToken: cancellationToken);
    }
}
