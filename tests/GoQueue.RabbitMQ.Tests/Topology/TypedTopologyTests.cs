using CsCheck;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.RabbitMQ.Tests.Transports.Versions;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>Every option of exchanges, queues and bindings on a real broker.</summary>
public sealed class TypedTopologyTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task What_is_declared_once_or_twice_is_what_the_broker_lists() =>
        await ProveAsync((await TestBroker.GetControlledAsync(TestContext.Current.CancellationToken)).Control, topologies: 2, hasHash: false);

    [Fact(Explicit = true)]
    public async Task What_is_declared_once_or_twice_is_what_the_broker_lists_of_many_topologies()
    {
        await using PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync(new() { Plugins = ["rabbitmq_consistent_hash_exchange"] });
        await ProveAsync(node.Control, topologies: 100, hasHash: true);
    }

    [Fact]
    public async Task A_classic_queue_that_was_declared_without_a_type_is_the_same_queue()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(TestContext.Current.CancellationToken);
        await vhost.DeclareQueueAsync("old");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        await publisher.DeclareTopologyAsync([], static topology => topology.Queue("old", QueueType.Classic));

        TopologyException exception = await Assert.ThrowsAsync<TopologyException>(() => publisher.DeclareTopologyAsync([], static topology => topology.Queue("old", QueueType.Quorum)).AsTask());
        Assert.Contains("this program declares a durable quorum queue", exception.Message, StringComparison.Ordinal);
        Assert.Contains("x-queue-type", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_flow_through_exchanges_alternates_headers_and_dead_letters()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(TestContext.Current.CancellationToken);
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([], static topology => topology
            .Exchange("orders", configure: static options => options.AlternateExchange = "unrouted")
            .Exchange("unrouted", ExchangeKind.Fanout)
            .Exchange("tiers", ExchangeKind.Headers)
            .Exchange("dead", ExchangeKind.Direct)
            .Queue("rest", QueueType.Classic)
            .Queue("gold", QueueType.Quorum, static options =>
            {
                options.MaxLength = 1;
                options.Overflow = QueueOverflow.DropHead;
                options.DeadLetterExchange = "dead";
                options.DeadLetterRoutingKey = "late";
            })
            .Queue("late", QueueType.Classic)
            .Bind("rest", "unrouted")
            .BindExchange("tiers", "orders", "order.#")
            .Bind("gold", "tiers", "", new Dictionary<string, object?> { ["x-match"] = "all", ["tier"] = "gold" })
            .Bind("late", "dead", "late"));

        var gold = new PublishOptions { Headers = new Dictionary<string, object?> { ["tier"] = "gold" } };
        await publisher.PublishAsync(Message("order.placed"), gold);
        await publisher.PublishAsync(Message("order.placed"), gold);
        await publisher.PublishAsync(Message("invoice.sent"));

        await vhost.TakeAsync("late", TestContext.Current.CancellationToken);
        Assert.Single(await vhost.DrainAsync("gold", TestContext.Current.CancellationToken));
        Assert.Equal("invoice.sent", Assert.Single(await vhost.DrainAsync("rest", TestContext.Current.CancellationToken)).RoutingKey);
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task An_exchange_that_the_brokers_version_lacks_is_refused_and_disturbs_no_publish()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(TestContext.Current.CancellationToken);
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("orders").Queue("all", QueueType.Classic).Bind("all", "orders"));
        RabbitMqControl control = (await TestBroker.GetControlledAsync(TestContext.Current.CancellationToken)).Control;
        string version = (await control.EvaluateAsync("rabbit_misc:version().")).Trim('"');

        using var stop = new CancellationTokenSource();
        Task<int> load = LoadAsync();
        Exception? refusal = await Record.ExceptionAsync(() => publisher.DeclareTopologyAsync([], static topology => topology.Exchange("near", ExchangeKind.LocalRandom)).AsTask());
        await stop.CancelAsync();

        Assert.InRange(await load, 1, int.MaxValue);
        if (Version.Parse(version).Major < 4)
        {
            TopologyException exception = Assert.IsType<TopologyException>(refusal);
            Assert.Contains($"The exchange 'near' needs RabbitMQ 4.0 or later for its type 'x-local-random', and the broker is RabbitMQ {version}", exception.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(refusal);
        }

        async Task<int> LoadAsync()
        {
            int confirmed = 0;
            do
            {
                PublishReceipt receipt = await publisher.PublishAsync(Message("order.placed"));
                Assert.Equal((1, false), (receipt.Attempts, receipt.MayBeDuplicated));
                confirmed++;
            }
            while (!stop.IsCancellationRequested);
            return confirmed;
        }
    }

    private async Task ProveAsync(RabbitMqControl control, int topologies, bool hasHash)
    {
        string seed = Environment.GetEnvironmentVariable("CsCheck_Seed") ?? new PCG((uint)Random.Shared.Next(1, int.MaxValue)).ToString();
        output.WriteLine($"seed {seed}");
        var random = PCG.Parse(seed);
        Gen<Action<TopologyBuilder>> topology = RandomTopology.Create(await BrokerVersion.ReadAsync(control), hasHash);
        for (int i = 0; i < topologies; i++)
        {
            Action<TopologyBuilder> configure = topology.Generate(random, null, out _);
            await using TestVhost vhost = await TestVhost.CreateAsync(control);
            await using GoQueuePublisher publisher = Publishers.Create(vhost);
            var declared = new TopologyBuilder();
            configure(declared);

            await publisher.DeclareTopologyAsync([], configure);
            Assert.Equal(ListedTopology.Declared(declared), await ListedTopology.ListAsync(vhost, control));
            await publisher.DeclareTopologyAsync([], configure);
            Assert.Equal(ListedTopology.Declared(declared), await ListedTopology.ListAsync(vhost, control));
        }
    }

    private static GoQueueMessage Message(string action) => GoQueueMessage.Create().Topic("orders").Action(action).Version("1.0").Data("{}"u8.ToArray()).Build();
}
