using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>A host that declares before it starts its services.</summary>
public sealed class DeclareOnStartTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_host_declares_its_events_and_what_code_adds_before_its_services_start()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddGoQueue().UseRabbitMQ(vhost.Uri.ToString())
            .DeclareOnStart(EventDescriptor.For<OrderPlaced>())
            .DeclareOnStart([EventDescriptor.For<Misdirected>()], static topology => topology.Queue("all", QueueType.Quorum).Bind("all", "orders"));
        builder.Services.AddHostedService(static services => new PublishAtStart(services.GetRequiredService<IGoQueuePublisher>()));
        using IHost host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(1, Publishers.NumberOf(Assert.Single(await vhost.DrainAsync("all"))));
        Assert.Contains("exchange gone topic []", await ListedTopology.ListAsync(vhost));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    [Trait("Broker", "Compatibility")]
    public async Task Configuration_adds_queues_and_bindings_and_switches_declarations_off(bool? declares)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:rabbitmq"] = vhost.Uri.ToString(),
            ["GoQueue:DeclareOnStart"] = declares?.ToString(),
            ["GoQueue:Topology:Queues:classic:Type"] = "Classic",
            ["GoQueue:Topology:Queues:classic:DeadLetterExchange"] = "gone",
            ["GoQueue:Topology:Queues:classic:DeadLetterRoutingKey"] = "late",
            ["GoQueue:Topology:Queues:classic:MaxLength"] = "1000",
            ["GoQueue:Topology:Queues:classic:MaxPriority"] = "5",
            ["GoQueue:Topology:Queues:classic:MessageTtl"] = "1.00:00:00",
            ["GoQueue:Topology:Queues:classic:SingleActiveConsumer"] = "true",
            ["GoQueue:Topology:Queues:quorum:Type"] = "quorum",
            ["GoQueue:Topology:Queues:quorum:DeadLetterAtLeastOnce"] = "true",
            ["GoQueue:Topology:Queues:quorum:DeadLetterExchange"] = "gone",
            ["GoQueue:Topology:Queues:quorum:DeliveryLimit"] = "7",
            ["GoQueue:Topology:Queues:quorum:InitialClusterSize"] = "1",
            ["GoQueue:Topology:Queues:quorum:Overflow"] = "RejectPublish",
            ["GoQueue:Topology:Queues:quorum:Arguments:x-queue-leader-locator"] = "client-local",
            ["GoQueue:Topology:Queues:stream:Type"] = "Stream",
            ["GoQueue:Topology:Queues:stream:MaxAge"] = "7.00:00:00",
            ["GoQueue:Topology:Queues:stream:MaxLengthBytes"] = "20000000",
            ["GoQueue:Topology:Queues:stream:MaxSegmentBytes"] = "1000000",
            ["GoQueue:Topology:Bindings:0:Queue"] = "quorum",
            ["GoQueue:Topology:Bindings:0:Exchange"] = "orders",
            ["GoQueue:Topology:Bindings:0:RoutingKey"] = "order.*",
            ["GoQueue:Topology:Bindings:1:DestinationExchange"] = "gone",
            ["GoQueue:Topology:Bindings:1:Exchange"] = "orders",
            ["GoQueue:Topology:Bindings:1:Arguments:tier"] = "1",
        };
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Where(static setting => setting.Value is not null));
        builder.AddGoQueue("rabbitmq").DeclareOnStart(EventDescriptor.For<OrderPlaced>(), EventDescriptor.For<Misdirected>());
        using IHost host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        var declared = new TopologyBuilder().Exchange("orders").Exchange("gone")
            .Queue("classic", QueueType.Classic, static queue =>
            {
                (queue.DeadLetterExchange, queue.DeadLetterRoutingKey, queue.MaxLength) = ("gone", "late", 1_000);
                (queue.MaxPriority, queue.MessageTtl, queue.SingleActiveConsumer) = (5, TimeSpan.FromDays(1), true);
            })
            .Queue("quorum", QueueType.Quorum, static queue =>
            {
                (queue.DeadLetterAtLeastOnce, queue.DeadLetterExchange, queue.DeliveryLimit, queue.InitialClusterSize) = (true, "gone", 7, 1);
                queue.Overflow = QueueOverflow.RejectPublish;
                queue.Arguments["x-queue-leader-locator"] = "client-local";
            })
            .Queue("stream", QueueType.Stream, static queue => (queue.MaxAge, queue.MaxLengthBytes, queue.MaxSegmentBytes) = (TimeSpan.FromDays(7), 20_000_000, 1_000_000))
            .Bind("quorum", "orders", "order.*")
            .BindExchange("gone", "orders", "#", new Dictionary<string, object?> { ["tier"] = 1L });
        Assert.Equal(declares == false ? [] : ListedTopology.Declared(declared), await ListedTopology.ListAsync(vhost));
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_difference_from_what_exists_fails_the_start_lists_both_and_deletes_nothing()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareQueueAsync("all", arguments: new Dictionary<string, object?> { ["x-max-length"] = 5 });
        string[] before = await ListedTopology.ListAsync(vhost);
        using IHost host = CreateHost(vhost.Uri, static goqueue => goqueue
            .DeclareOnStart([], static topology => topology.Queue("all", QueueType.Classic, static queue => queue.MaxLength = 7)));

        var exception = await Assert.ThrowsAsync<TopologyException>(() => host.StartAsync().WaitAsync(SoonEnough));

        Assert.Equal("queue 'all'", exception.Entity);
        Assert.StartsWith(
            "The queue 'all' exists with another definition: this program declares a durable classic queue with x-max-length = 7, the broker has: PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'all' in vhost",
            exception.Message, StringComparison.Ordinal);
        Assert.Contains("but current is", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("(406); correct the program, or delete it on the broker.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, await ListedTopology.ListAsync(vhost));
    }

    [Fact]
    public async Task A_host_whose_broker_starts_later_warns_waits_and_declares()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.StopListening();
        var logs = new Logs(LogLevel.Warning);
        using IHost host = CreateHost(broker.Uri, static goqueue => goqueue.DeclareOnStart(EventDescriptor.For<OrderPlaced>()), logs: logs);

        Task start = host.StartAsync();
        await Eventually.HoldsAsync(() => logs.Of(2011).Count > 0, "the warning");
        Assert.False(start.IsCompleted);
        Assert.StartsWith($"Warning 2011 No RabbitMQ at 127.0.0.1:{broker.Uri.Port} (connection refused). Check the port (RabbitMQ's own is 5672)", Assert.Single(logs.Of(2011)), StringComparison.Ordinal);
        broker.Listen();
        await start.WaitAsync(SoonEnough);
        await host.StopAsync();
    }

    [Fact]
    public async Task StartTimeout_bounds_declarations_too()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.StopListening();
        using IHost host = CreateHost(broker.Uri, static goqueue => goqueue.DeclareOnStart(EventDescriptor.For<OrderPlaced>()), static o => o.StartTimeout = TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => host.StartAsync().WaitAsync(SoonEnough));

        Assert.Equal($"RabbitMQ amqp://127.0.0.1:{broker.Uri.Port}/ took no declarations within 1 s: connection refused; check host and port, and that the broker runs.", failure.Message);
    }

    [Fact]
    public async Task A_declaration_that_is_not_answered_is_declared_again_and_named_in_the_end()
    {
        int asked = 0;
        int unanswered = 1;
        var askedThreeTimes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions
        {
            OnMethod = (connection, method, _) =>
            {
                if (method != AmqpMethod.ExchangeDeclare)
                {
                    return false;
                }

                int number = Interlocked.Increment(ref asked);
                if (number == 3)
                {
                    askedThreeTimes.SetResult();
                }

                if (number > Volatile.Read(ref unanswered))
                {
                    return false;
                }

                connection.End();
                return true;
            },
        });
        var logs = new Logs(LogLevel.Warning);
        using (IHost host = CreateHost(broker.Uri, static goqueue => goqueue.DeclareOnStart(EventDescriptor.For<OrderPlaced>()), logs: logs))
        {
            await host.StartAsync().WaitAsync(SoonEnough);
            await host.StopAsync();
        }

        Assert.Equal(2, asked);
        Assert.StartsWith("Warning 2011 The exchange 'orders' was not declared: the connection was lost", Assert.Single(logs.Of(2011)), StringComparison.Ordinal);

        unanswered = int.MaxValue;
        var time = new FakeTimeProvider();
        using IHost other = CreateHost(broker.Uri, goqueue => goqueue.UseTimeProvider(time).DeclareOnStart(EventDescriptor.For<OrderPlaced>()), static o => o.StartTimeout = TimeSpan.FromSeconds(2));
        Task started = other.StartAsync();
        await askedThreeTimes.Task.WaitAsync(SoonEnough);
        time.Advance(TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => started.WaitAsync(SoonEnough));
        Assert.StartsWith($"RabbitMQ amqp://127.0.0.1:{broker.Uri.Port}/ took no declarations within 2 s: ", failure.Message, StringComparison.Ordinal);

        // The bound may end between two attempts or within one: both sentences name what was declared.
        Assert.Contains("The exchange 'orders' was not declared", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_whose_node_is_down_is_declared_again_until_the_node_is_back()
    {
        int asked = 0;
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions
        {
            OnMethod = (connection, method, number) =>
            {
                if (method != AmqpMethod.QueueDeclare || Interlocked.Increment(ref asked) > 2)
                {
                    return false;
                }

                connection.Channels.Single(channel => channel.Number == number)
                    .Close(404, "NOT_FOUND - home node 'rabbit@second' of durable queue 'all' in vhost '/' is down or inaccessible", method);
                return true;
            },
        });
        var logs = new Logs(LogLevel.Warning);
        using IHost host = CreateHost(broker.Uri, static goqueue => goqueue.DeclareOnStart([], static topology => topology.Queue("all", QueueType.Classic)), logs: logs);

        await host.StartAsync().WaitAsync(SoonEnough);
        await host.StopAsync();

        Assert.Equal(3, asked);
        Assert.StartsWith("Warning 2011 The queue 'all' was not declared: NOT_FOUND - home node 'rabbit@second' of durable queue 'all'", logs.Of(2011)[0], StringComparison.Ordinal);
    }

    private static IHost CreateHost(Uri uri, Action<GoQueueServiceBuilder> configure, Action<GoQueueOptions>? options = null, Logs? logs = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ILoggerFactory>(logs ?? new Logs(LogLevel.Warning));
        configure(builder.Services.AddGoQueue(options).UseRabbitMQ(uri.ToString()));
        return builder.Build();
    }

    private sealed class PublishAtStart(IGoQueuePublisher publisher) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) => await publisher.PublishOrderPlacedAsync(new(1, "ann"), options: null, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
