using CsCheck;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>Every option of exchanges, queues and bindings on a real broker.</summary>
public sealed class TypedTopologyTests(ITestOutputHelper output)
{
    private static readonly Gen<bool> s_maybe = Gen.Bool;

    private static readonly Gen<Action<QueueOptions>> s_classic = Gen.Select(s_maybe, s_maybe, s_maybe, s_maybe, s_maybe, Gen.Int[0, 2], static (letters, ttl, length, single, priority, overflow) =>
        (Action<QueueOptions>)(options =>
        {
            options.DeadLetterExchange = letters ? "dead" : null;
            options.DeadLetterRoutingKey = letters && ttl ? "key" : null;
            options.MessageTtl = ttl ? TimeSpan.FromMilliseconds(60_001) : null;
            options.MaxLength = length ? 1_000 : null;
            options.MaxLengthBytes = length ? 1L << 33 : null;
            options.SingleActiveConsumer = single;
            options.MaxPriority = priority ? (byte)5 : null;
            options.Overflow = (QueueOverflow)overflow;
        }));

    private static readonly Gen<Action<QueueOptions>> s_quorum = Gen.Select(s_maybe, s_maybe, s_maybe, s_maybe, s_maybe, static (atLeastOnce, ttl, limit, single, size) =>
        (Action<QueueOptions>)(options =>
        {
            options.DeadLetterExchange = atLeastOnce ? "dead" : null;
            options.DeadLetterAtLeastOnce = atLeastOnce;
            options.Overflow = atLeastOnce ? QueueOverflow.RejectPublish : null;
            options.MessageTtl = ttl ? TimeSpan.FromDays(1) : null;
            options.DeliveryLimit = limit ? 7 : null;
            options.SingleActiveConsumer = single;
            options.InitialClusterSize = size ? 1 : null;
            options.Arguments["x-queue-leader-locator"] = "client-local";
        }));

    private static readonly Gen<Action<QueueOptions>> s_stream = Gen.Select(s_maybe, s_maybe, s_maybe, static (age, bytes, size) =>
        (Action<QueueOptions>)(options =>
        {
            options.MaxAge = age ? TimeSpan.FromDays(7) : null;
            options.MaxLengthBytes = bytes ? 20_000_000 : null;
            options.MaxSegmentBytes = bytes ? 1_000_000 : null;
            options.InitialClusterSize = size ? 1 : null;
        }));

    [Fact]
    public async Task What_is_declared_twice_is_what_the_broker_lists()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(TestContext.Current.CancellationToken);
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        var declared = new TopologyBuilder();
        string seed = Environment.GetEnvironmentVariable("CsCheck_Seed") ?? PCG.Parse("0N0XIzNsQ0O2").ToString();
        output.WriteLine($"seed {seed}");
        var random = PCG.Parse(seed);
        var steps = new List<Action<TopologyBuilder>>();
        for (int i = 0; i < 12; i++)
        {
            var type = (QueueType)(i % 3);
            Action<QueueOptions> options = (type switch { QueueType.Classic => s_classic, QueueType.Quorum => s_quorum, _ => s_stream }).Generate(random, null, out _);
            string queue = $"q{i}";
            ExchangeKind kind = (ExchangeKind)(i % 4);
            string exchange = $"e{i}";
            bool hasAlternate = i % 2 == 0;
            steps.Add(topology => topology
                .Exchange(exchange, kind, e => e.AlternateExchange = hasAlternate ? "dead" : null)
                .Queue(queue, type, options)
                .Bind(queue, exchange, $"key.{queue}", kind == ExchangeKind.Headers ? new Dictionary<string, object?> { ["x-match"] = "any", ["tier"] = 1 } : null)
                .BindExchange("dead", exchange, "#"));
        }

        void All(TopologyBuilder topology)
        {
            topology.Exchange("dead", ExchangeKind.Fanout);
            steps.ForEach(step => step(topology));
        }

        await publisher.DeclareTopologyAsync([], All);
        await publisher.DeclareTopologyAsync([], All);

        All(declared);
        Assert.Equal(ListedTopology.Declared(declared), await ListedTopology.ListAsync(vhost));
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

    private static GoQueueMessage Message(string action) => GoQueueMessage.Create().Topic("orders").Action(action).Version("1.0").Data("{}"u8.ToArray()).Build();
}
