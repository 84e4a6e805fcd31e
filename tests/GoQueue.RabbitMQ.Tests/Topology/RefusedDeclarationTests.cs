using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.RabbitMQ.Tests.Transports.Versions;
using GoQueue.Transports.RabbitMQ.Topology;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>What a real broker refuses: each version's own words, and the cure.</summary>
[Trait("Broker", "Compatibility")]
[Covers(typeof(TopologyDeclarer))]
public sealed class RefusedDeclarationTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_argument_that_the_broker_refuses_is_not_another_definition()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        foreach ((string name, QueueType type, string argument, object value) in new (string, QueueType, string, object)[]
                 {
                     ("priorities", QueueType.Quorum, "x-max-priority", 10),
                     ("expiring", QueueType.Stream, "x-expires", 1_000),
                     ("overflowing", QueueType.Classic, "x-overflow", "nonsense"),
                 })
        {
            var refused = await Assert.ThrowsAsync<TopologyException>(
                () => publisher.DeclareTopologyAsync([], topology => topology.Queue(name, type, queue => queue.Arguments[argument] = value)).AsTask().WaitAsync(SoonEnough));

            Assert.Equal($"queue '{name}'", refused.Entity);
            Assert.StartsWith($"The queue '{name}' was refused: PRECONDITION_FAILED - invalid arg '{argument}'", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"the broker does not accept an argument of a durable {type.ToString().ToLowerInvariant()} queue with {argument} = {value}, so correct or remove it.", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("delete", refused.Message, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("another definition", refused.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_key_that_an_exchange_at_random_does_not_take_is_refused_before_anything_is_declared()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var refused = await Assert.ThrowsAsync<TopologyException>(() => publisher.DeclareTopologyAsync(
            [], static topology => topology.Exchange("near", ExchangeKind.LocalRandom).Queue("one", QueueType.Classic).Bind("one", "near")).AsTask().WaitAsync(SoonEnough));

        Assert.Empty(await ListedTopology.ListAsync(vhost));
        if ((await BrokerVersion.ReadAsync()).Major < 4)
        {
            Assert.Equal("exchange 'near'", refused.Entity);
            return;
        }

        Assert.Equal("binding of queue 'one' to exchange 'near'", refused.Entity);
        Assert.Equal("The binding of queue 'one' to exchange 'near' has the key '#', and an exchange of type 'x-local-random' takes no keys; bind with the routing key \"\".", refused.Message);
        refused = await Assert.ThrowsAsync<TopologyException>(() => publisher.DeclareTopologyAsync(
            [], static topology => topology.Exchange("near", ExchangeKind.LocalRandom).Exchange("far").BindExchange("far", "near", "")).AsTask().WaitAsync(SoonEnough));
        Assert.Equal("The binding of exchange 'far' to exchange 'near' cannot be declared: an exchange of type 'x-local-random' takes queues only; bind a queue.", refused.Message);
        Assert.Empty(await ListedTopology.ListAsync(vhost));
        await publisher.DeclareTopologyAsync(
            [], static topology => topology.Exchange("near", ExchangeKind.LocalRandom).Queue("one", QueueType.Classic).Bind("one", "near", "")).AsTask().WaitAsync(SoonEnough);
        await publisher.PublishAsync(GoQueueMessage.Create().Topic("near").Action("any").Version("1.0").Data("{}"u8).Build()).AsTask().WaitAsync(SoonEnough);
        Assert.Single(await vhost.DrainAsync("one"));
    }

    [Fact]
    public async Task An_argument_that_a_binding_does_not_take_names_its_key_and_the_cure()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var refused = await Assert.ThrowsAsync<TopologyException>(() => publisher.DeclareTopologyAsync(
            [],
            static topology => topology.Exchange("tiers", ExchangeKind.Headers).Queue("one", QueueType.Classic)
                .Bind("one", "tiers", "k", new Dictionary<string, object?> { ["x-match"] = "sometimes" })).AsTask().WaitAsync(SoonEnough));

        Assert.StartsWith("The binding of queue 'one' to exchange 'tiers' with key 'k' with x-match = sometimes was refused: PRECONDITION_FAILED - ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(" (406); correct its key or its arguments.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_the_broker_is_no_wrong_argument()
    {
        TestBroker broker = await TestBroker.GetControlledAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(broker);
        await broker.Control.EvaluateAsync($"ok = rabbit_vhost_limit:parse_set(<<\"{vhost.Name}\">>, <<\"{{\\\"max-queues\\\":0}}\">>, <<\"tests\">>).");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var refused = await Assert.ThrowsAsync<TopologyException>(
            () => publisher.DeclareTopologyAsync([], static topology => topology.Queue("all", QueueType.Classic)).AsTask().WaitAsync(SoonEnough));

        Assert.Equal("queue 'all'", refused.Entity);
        Assert.Equal(
            $"The queue 'all' was refused: PRECONDITION_FAILED - cannot declare queue 'all': queue limit in vhost '{vhost.Name}' (0) is reached (406); raise the limit on the broker, or delete what is not used there.",
            refused.Message);
    }

    [Fact]
    public async Task A_filter_size_needs_RabbitMQ_3_13_and_its_refusal_names_the_version()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        Version version = await BrokerVersion.ReadAsync();

        foreach (Action<QueueOptions> configure in (Action<QueueOptions>[])[static queue => queue.FilterSize = 32, static queue => queue.Arguments["x-stream-filter-size-bytes"] = 32])
        {
            Action<TopologyBuilder> declare = topology => topology.Exchange("logs").Queue("log", QueueType.Stream, configure);
            Exception? refusal = await Record.ExceptionAsync(() => publisher.DeclareTopologyAsync([], declare).AsTask().WaitAsync(SoonEnough));

            if (version < new Version(3, 13))
            {
                Assert.Equal("queue 'log'", Assert.IsType<TopologyException>(refusal).Entity);
                Assert.Equal(
                    $"The queue 'log' needs RabbitMQ 3.13 or later for its argument 'x-stream-filter-size-bytes', and the broker is RabbitMQ {version}; leave it out, or upgrade the broker.",
                    refusal.Message);
                Assert.Empty(await ListedTopology.ListAsync(vhost));
            }
            else
            {
                Assert.Null(refusal);
                var declared = new TopologyBuilder();
                declare(declared);
                Assert.Equal(ListedTopology.Declared(declared), await ListedTopology.ListAsync(vhost));
            }
        }
    }
}
