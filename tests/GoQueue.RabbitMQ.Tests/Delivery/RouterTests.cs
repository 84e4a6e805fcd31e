using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>Two brokers in one process, real ones: what goes where, and that the trouble of one is not the other's.</summary>
public sealed class RouterTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Each_message_goes_to_its_broker_and_through_that_publishers_own_pipeline()
    {
        TestBroker broker = await TestBroker.GetControlledAsync(TestContext.Current.CancellationToken);
        await using TestVhost main = await ShopAsync(broker, "users");
        await using TestVhost billing = await ShopAsync(broker, "orders");
        using IHost host = Build(main.Uri, billing.Uri);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var publisher = host.Services.GetRequiredService<IGoQueuePublisher>();

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        await publisher.PublishAsync(User("user.created"), cancellationToken: TestContext.Current.CancellationToken);
        BatchPublishResult batch = await publisher.PublishBatchAsync(
            new PublishBatch().Add(new OrderPlaced(2, "ann")).Add(User("user.renamed")).Add(new Misdirected()), cancellationToken: TestContext.Current.CancellationToken);
        int streamed = await publisher.PublishStreamAsync(new[] { new OrderPlaced(3, "ann") }.ToAsyncEnumerable(), cancellationToken: TestContext.Current.CancellationToken)
            .CountAsync(static item => item.Succeeded, TestContext.Current.CancellationToken);

        // The fallback's broker has no exchange "gone": that is told of that message, and of no other.
        Assert.Equal([true, true, false], batch.Select(static item => item.Succeeded));
        Assert.Contains("'gone'", Assert.IsType<ExchangeNotFoundException>(batch[2].Exception).Message, StringComparison.Ordinal);
        Assert.Equal(1, streamed);
        var orders = await billing.DrainAsync("all", TestContext.Current.CancellationToken);
        var users = await main.DrainAsync("all", TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], orders.Select(Publishers.NumberOf).Order());
        Assert.All(orders, static order => Assert.Equal("billing", order.BasicProperties.AppId));
        Assert.Equal(["user.created", "user.renamed"], users.Select(static user => user.RoutingKey).Order(StringComparer.Ordinal));
        Assert.All(users, static user => Assert.Equal("main", user.BasicProperties.AppId));

        await host.StopAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PublisherStoppedException>(() => publisher.PublishOrderPlacedAsync(new(4, "late")).AsTask());
        await Assert.ThrowsAsync<PublisherStoppedException>(() => publisher.PublishAsync(User("user.late")).AsTask());
    }

    [Fact]
    public async Task A_broker_that_is_away_fails_its_own_messages_and_no_others()
    {
        await using TestVhost main = await ShopAsync(await TestBroker.GetAsync(TestContext.Current.CancellationToken), "users");
        ScriptedBroker billing = ScriptedBroker.Start();
        using IHost host = Build(main.Uri, billing.Uri);
        await billing.DisposeAsync();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var publisher = host.Services.GetRequiredService<IGoQueuePublisher>();

        Task<PublishReceipt> order = publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Timeout = TimeSpan.FromSeconds(2) }).AsTask();
        await publisher.PublishAsync(User("user.created")).AsTask().WaitAsync(SoonEnough, TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<BrokerUnavailableException>(() => order.WaitAsync(SoonEnough, TestContext.Current.CancellationToken));
        HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Contains($"127.0.0.1:{billing.Uri.Port}", exception.Message, StringComparison.Ordinal);
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (health.Entries["goqueue_main"].Status, health.Entries["goqueue_billing"].Status));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_router_that_cannot_work_fails_the_start_before_anything_is_connected()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var withoutFallback = await StartFailureAsync(broker, static routes => routes.AddRoute("billing", topic: "orders"));
        var unknown = await StartFailureAsync(broker, static routes => routes.AddRoute("biling", topic: "orders").UseFallback("main"));

        Assert.StartsWith("The router has no fallback: call UseFallback(", withoutFallback.Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no publisher 'biling' for the route of topic orders: add it", unknown.Message, StringComparison.Ordinal);
        Assert.Empty(broker.Connections);
    }

    private static async Task<GoQueueConfigurationException> StartFailureAsync(ScriptedBroker broker, Action<GoQueueRouterBuilder> routes)
    {
        using IHost host = Build(broker.Uri, broker.Uri, routes, connectOnStart: true);
        return await Assert.ThrowsAsync<GoQueueConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    private static IHost Build(Uri main, Uri billing, Action<GoQueueRouterBuilder>? routes = null, bool connectOnStart = false)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("ConnectionStrings:main", main.ToString()),
            new("ConnectionStrings:billing", billing.ToString()),
            new("GoQueue:ConnectOnStart", connectOnStart.ToString()),
            new("GoQueue:Publishers:main:PublisherId", "main"),
            new("GoQueue:Publishers:billing:PublisherId", "billing"),
        ]);
        builder.AddKeyedGoQueue("main");
        builder.AddKeyedGoQueue("billing");
        builder.Services.AddGoQueueRouter(routes ?? (static routes => routes.AddRoute("billing", topic: "orders", action: "order.#").UseFallback("main")));
        return builder.Build();
    }

    private static GoQueueMessage User(string action) => GoQueueMessage.Create().Topic("users").Action(action).Data("{}"u8).Build();

    private static async Task<TestVhost> ShopAsync(TestBroker broker, string exchange)
    {
        TestVhost vhost = await TestVhost.CreateAsync(broker);
        await vhost.DeclareExchangeAsync(exchange);
        await vhost.DeclareQueueAsync("all", exchange);
        return vhost;
    }
}
