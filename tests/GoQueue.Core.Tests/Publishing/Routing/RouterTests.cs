using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.InMemory;
using GoQueue.Publishing.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Routing;

public sealed class RouterTests
{
    private readonly InMemoryBroker _main = BrokerWith("counts", "users", "orders", "alerts");
    private readonly InMemoryBroker _billing = BrokerWith("counts", "users", "orders", "alerts");

    [Theory]
    [InlineData("users", "user.created", false)]
    [InlineData("users", "order.placed", false)]
    [InlineData("orders", "order.placed", true)]
    [InlineData("orders", "order", true)]
    [InlineData("orders", "invoice.sent", false)]
    public async Task Topic_and_action_must_both_match(string topic, string action, bool toBilling)
    {
        await using var main = Create(_main);
        await using var billing = Create(_billing);
        var router = Router(main, billing, static routes => routes.AddRoute(topic: "orders", action: "order.#", to: "billing"));
        await router.PublishAsync(GoQueueMessage.Create().Topic(topic).Action(action).Data("1"u8).Build());
        Assert.Equal(toBilling ? (0, 1) : (1, 0), (Count(_main), Count(_billing)));
    }

    [Fact]
    public async Task The_first_matching_route_wins()
    {
        await using var main = Create(_main);
        await using var billing = Create(_billing);
        var router = Router(main, billing, static routes => routes.AddRoute(action: "count.*", to: "main").AddRoute(topic: "counts", to: "billing"));
        await router.PublishAsync(new Counted(1));
        Assert.Equal((1, 0), (Count(_main), Count(_billing)));
    }

    [Fact]
    public async Task The_chosen_publishers_own_pipeline_runs()
    {
        await using var main = Create(_main, "main", goqueue => goqueue.Configure(static options => options.DefaultExchange = "alerts"));
        await using var billing = Create(_billing, "billing");
        var router = Router(main, billing, static routes => routes.AddRoute(topic: "counts", to: "billing"));
        await router.PublishAsync(new Counted(1));
        await router.PublishAsync(new Alerted("fire"));

        var invoice = Assert.Single(_billing.Queue("all").Messages);
        Assert.Equal(("billing", "billing"), (invoice.AppId, invoice.Headers["by"]));
        var alert = Assert.Single(_main.Queue("all").Messages);
        Assert.Equal(("main", "main", "alerts"), (alert.AppId, alert.Headers["by"], alert.Exchange));
    }

    [Fact]
    public async Task Batches_and_streams_are_routed_too()
    {
        await using var main = Create(_main);
        await using var billing = Create(_billing);
        var router = Router(main, billing, static routes => routes.AddRoute(topic: "counts", to: "billing"));
        var mixed = await router.PublishBatchAsync(new PublishBatch()
            .Add(new Counted(1))
            .Add(GoQueueMessage.Create().Topic("users").Action("user.created").Data("1"u8).Build())
            .Add(new Counted(-1)));
        Assert.Equal([true, true, false], mixed.Select(static item => item.Succeeded));
        Assert.Equal((1, 1), (Count(_main), Count(_billing)));

        (await router.PublishBatchAsync<Counted>([new(1), new(2)])).ThrowIfAnyFailed();
        Assert.Equal(2, await router.PublishStreamAsync(new[] { new Counted(3), new Counted(4) }.ToAsyncEnumerable()).CountAsync(static result => result.Succeeded));
        Assert.Equal((1, 5), (Count(_main), Count(_billing)));
    }

    [Fact]
    public async Task Background_messages_are_routed_too_and_wait_in_the_chosen_publishers_queue()
    {
        var held = new HeldTransport(_billing);
        await using var main = Create(_main);
        await using var billing = Create(_billing, configure: goqueue => ((IGoQueueBuilder)goqueue).Setup.Transport = (_, _) => held);
        var router = Router(main, billing, static routes => routes.AddRoute(topic: "counts", to: "billing").AddRoute(topic: "orders", to: "billing"));
        var counted = await router.Background.EnqueueAsync(new Counted(1));
        var user = await router.Background.EnqueueAsync(GoQueueMessage.Create().Topic("users").Action("user.created").Data("1"u8).Build());
        await user.Completion;

        Assert.Equal((0, 1), (main.Background.Count, billing.Background.Count));
        Assert.Equal((1, billing.Background.Bytes), (router.Background.Count, router.Background.Bytes));
        var flush = router.Background.FlushAsync().AsTask();
        Assert.False(flush.IsCompleted);
        held.Open();
        await flush;
        Assert.True(counted.Completion.IsCompletedSuccessfully);
        Assert.Equal((1, 1), (Count(_main), Count(_billing)));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await router.Background.EnqueueAsync((GoQueueMessage)null!));
    }

    [Fact]
    public async Task A_publisher_without_a_background_queue_says_so_to_whoever_enqueues()
    {
        await using var main = Create(_main);
        var inner = GoQueueRouter.Create(routes => routes.AddPublisher("main", main).UseFallback("main"));
        var router = GoQueueRouter.Create(routes => routes
            .AddPublisher("own", new OwnPublisher()).AddPublisher("inner", inner).AddRoute(topic: "counts", to: "own").UseFallback("inner"));

        var exception = await Assert.ThrowsAsync<GoQueueConfigurationException>(async () => await router.Background.EnqueueAsync(new Counted(1)));
        Assert.Equal(
            "The router's publisher for counts/count.made, OwnPublisher, has no background queue: publish with PublishAsync, or route to a publisher of AddKeyedGoQueue or GoQueuePublisher.Create.",
            exception.Message);
        await (await router.Background.EnqueueAsync(GoQueueMessage.Create().Topic("users").Action("user.created").Data("1"u8).Build())).Completion;
        await router.Background.FlushAsync();
        Assert.Equal((0, 0L), (router.Background.Count, router.Background.Bytes));
        Assert.Equal(1, Count(_main));
    }

    [Fact]
    public async Task What_is_remembered_is_bounded()
    {
        await using var main = Create(_main);
        await using var billing = Create(_billing);
        var router = Router(main, billing, static routes => routes.AddRoute(action: "order.*", to: "billing"));
        for (var i = 0; i < RouteTable.Capacity + 50; i++)
        {
            await router.PublishAsync(GoQueueMessage.Create().Topic("orders").Action($"order.{i}").Data("1"u8).Build());
        }

        Assert.Equal(RouteTable.Capacity, router.RememberedRoutes);
        Assert.Equal(RouteTable.Capacity + 50, Count(_billing));
    }

    [Fact]
    public async Task A_routers_container_has_named_publishers_and_the_router_as_the_default_one()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddGoQueueRouter(static routes => routes.AddRoute(topic: "counts", to: "billing").UseFallback("main"));
        builder.Services.AddKeyedGoQueue("main").UseInMemory(_main);
        builder.Services.AddKeyedGoQueue("billing").UseInMemory(_billing);
        using var host = builder.Build();
        await host.StartAsync();
        var publisher = host.Services.GetRequiredService<IGoQueuePublisher>();
        Assert.IsType<GoQueueRouter>(publisher);
        await publisher.PublishAsync(new Counted(1));
        Assert.Equal((0, 1), (Count(_main), Count(_billing)));
        await host.Services.GetRequiredService<IGoQueueBackgroundPublisher>().EnqueueAsync(new Counted(2));
        await host.StopAsync();
        Assert.Equal((0, 2), (Count(_main), Count(_billing)));
        await Assert.ThrowsAsync<PublisherStoppedException>(async () => await publisher.PublishAsync(new Counted(1)));
    }

    [Fact]
    public async Task A_router_without_a_fallback_fails_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddKeyedGoQueue("billing").UseInMemory(_billing);
        builder.Services.AddGoQueueRouter(static routes => routes.AddRoute(topic: "counts", to: "billing"));
        using var host = builder.Build();
        var exception = await Assert.ThrowsAsync<GoQueueConfigurationException>(() => host.StartAsync());
        Assert.Equal("The router has no fallback: call UseFallback(\"…\") with the publisher of messages that match no route.", exception.Message);
    }

    [Fact]
    public async Task An_unknown_publisher_fails_the_start_and_is_named()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddKeyedGoQueue("billing").UseInMemory(_billing);
        builder.Services.AddGoQueueRouter(static routes => routes.AddRoute(topic: "user.*", action: "order.#", to: "biling").UseFallback("billing"));
        using var host = builder.Build();
        var exception = await Assert.ThrowsAsync<GoQueueConfigurationException>(() => host.StartAsync());
        Assert.Equal(
            "There is no publisher 'biling' for the route of topic user.*, action order.#: add it, AddKeyedGoQueue(\"biling\", …) or AddPublisher(\"biling\", …), or name one of those that exist (billing).",
            exception.Message);
    }

    [Fact]
    public void A_router_beside_a_default_publisher_is_refused()
    {
        const string Message = "AddGoQueue and AddGoQueueRouter both add the default publisher, and there can be one: name the publisher, AddKeyedGoQueue(\"main\", …), and let the router use it, UseFallback(\"main\").";
        var first = new ServiceCollection();
        first.AddGoQueue();
        Assert.Equal(Message, Assert.Throws<GoQueueConfigurationException>(() => first.AddGoQueueRouter(static _ => { })).Message);
        var second = new ServiceCollection();
        second.AddGoQueueRouter(static _ => { });
        Assert.Equal(Message, Assert.Throws<GoQueueConfigurationException>(() => second.AddGoQueue()).Message);
        Assert.StartsWith(
            "AddGoQueueRouter was called twice", Assert.Throws<GoQueueConfigurationException>(() => second.AddGoQueueRouter(static _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_without_a_pattern_and_a_pattern_without_end_are_refused()
    {
        Assert.Equal(
            "The route to 'main' has neither topic nor action, so that it would take everything: give it a pattern, or call UseFallback(\"main\").",
            Assert.Throws<GoQueueConfigurationException>(() => GoQueueRouter.Create(static routes => routes.AddRoute("main"))).Message);
        Assert.Equal(
            "The topic of the route to 'main' must have 1 to 255 bytes of UTF-8; leave it out for any topic.",
            Assert.Throws<GoQueueConfigurationException>(() => GoQueueRouter.Create(static routes => routes.AddRoute("main", topic: ""))).Message);
        Assert.Equal(
            "The action of the route to 'main' must have 1 to 255 bytes of UTF-8; leave it out for any action.",
            Assert.Throws<GoQueueConfigurationException>(() => GoQueueRouter.Create(static routes => routes.AddRoute("main", action: new string('a', 256)))).Message);
    }

    [Theory]
    [InlineData("user*", "user*")]
    [InlineData("order.#placed", "#placed")]
    [InlineData("a.**.b", "**")]
    public void A_pattern_that_can_match_nothing_is_refused(string pattern, string word)
    {
        Assert.Equal(
            $"The topic of the route to 'main' is '{pattern}', which matches nothing because of '{word}': * stands for one whole word and # for any number of them, as in user.* or user.#.",
            Assert.Throws<GoQueueConfigurationException>(() => GoQueueRouter.Create(routes => routes.AddRoute("main", topic: pattern))).Message);
        Assert.StartsWith(
            $"The action of the route to 'main' is '{pattern}'",
            Assert.Throws<GoQueueConfigurationException>(() => GoQueueRouter.Create(routes => routes.AddRoute("main", action: pattern))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_container_the_names_are_those_of_AddPublisher()
    {
        var exception = Assert.Throws<GoQueueConfigurationException>(() => GoQueueRouter.Create(static routes => routes.UseFallback("main")));
        Assert.EndsWith("or name one of those that exist (none).", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_is_refused()
    {
        await using var main = Create(_main);
        var router = GoQueueRouter.Create(routes => routes.AddPublisher("main", main).UseFallback("main"));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await router.PublishAsync((GoQueueMessage)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await router.PublishBatchAsync((PublishBatch)null!));
    }

    private static GoQueueRouter Router(GoQueuePublisher main, GoQueuePublisher billing, Action<GoQueueRouterBuilder> configure) =>
        GoQueueRouter.Create(routes =>
        {
            routes.AddPublisher("main", main).AddPublisher("billing", billing).UseFallback("main");
            configure(routes);
        });

    private static int Count(InMemoryBroker broker) => broker.Queue("all").Count;

    private static InMemoryBroker BrokerWith(params string[] exchanges)
    {
        var broker = new InMemoryBroker();
        broker.DeclareQueue("all");
        foreach (var exchange in exchanges)
        {
            broker.DeclareExchange(exchange).Bind("all", exchange, "#");
        }

        return broker;
    }

    private static GoQueuePublisher Create(InMemoryBroker broker, string id = "any", Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(broker).Configure(options => options.PublisherId = id).Use((context, next) =>
        {
            context.Headers["by"] = id;
            return next(context);
        });
        configure?.Invoke(goqueue);
    });

    private sealed class OwnPublisher : IGoQueuePublisher
    {
        public ValueTask<PublishReceipt> PublishAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
            where T : IGoQueueEvent<T>
            => throw new NotSupportedException();

        public ValueTask<PublishReceipt> PublishAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<BatchPublishResult> PublishBatchAsync<T>(
            IReadOnlyCollection<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
            where T : IGoQueueEvent<T>
            => throw new NotSupportedException();

        public ValueTask<BatchPublishResult> PublishBatchAsync(PublishBatch batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<BatchItemResult> PublishStreamAsync<T>(
            IAsyncEnumerable<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
            where T : IGoQueueEvent<T>
            => throw new NotSupportedException();
    }
}
