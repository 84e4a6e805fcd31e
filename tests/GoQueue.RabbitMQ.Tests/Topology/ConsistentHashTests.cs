using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>The exchange of a plug-in: with it messages are spread, without it the declaration is refused and other messages arrive all the same.</summary>
public sealed class ConsistentHashTests(ITestOutputHelper output)
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact(Explicit = true)]
    public async Task With_its_plug_in_each_message_is_in_one_of_the_queues_by_its_key()
    {
        await using PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync(new() { Plugins = ["rabbitmq_consistent_hash_exchange"] });
        await using TestVhost vhost = await TestVhost.CreateAsync(node.Control);
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([], static topology => topology
            .Exchange("shards", ExchangeKind.ConsistentHash)
            .Queue("one", QueueType.Quorum)
            .Queue("two", QueueType.Quorum)
            .Bind("one", "shards", "1")
            .Bind("two", "shards", "1"));

        for (int i = 0; i < 200; i++)
        {
            await publisher.PublishAsync(Message("shards", $"customer-{i % 50}")).AsTask().WaitAsync(SoonEnough);
        }

        string[] one = [.. (await vhost.DrainAsync("one")).Select(static message => message.RoutingKey)];
        string[] two = [.. (await vhost.DrainAsync("two")).Select(static message => message.RoutingKey)];
        Assert.Equal(200, one.Length + two.Length);
        Assert.NotEmpty(one);
        Assert.NotEmpty(two);
        Assert.Empty(one.Intersect(two));
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task Without_its_plug_in_it_is_a_typed_refusal_and_other_messages_arrive()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("orders").Queue("all", QueueType.Classic).Bind("all", "orders"));
        Task<PublishReceipt>[] others = [.. Enumerable.Range(0, 100).Select(_ => publisher.PublishAsync(Message("orders", "order.placed")).AsTask())];

        var refused = await Assert.ThrowsAsync<TopologyException>(
            () => publisher.DeclareTopologyAsync([], static topology => topology.Exchange("shards", ExchangeKind.ConsistentHash)).AsTask().WaitAsync(SoonEnough));

        output.WriteLine(refused.Message);
        Assert.Equal("exchange 'shards'", refused.Entity);
        Assert.Matches(@"^The exchange 'shards' was refused: .*unknown exchange type 'x-consistent-hash' \(\d+\); enable the plug-in that has this type on the broker, or choose another kind\.$", refused.Message);
        await Task.WhenAll(others).WaitAsync(SoonEnough);
        await publisher.PublishAsync(Message("orders", "order.placed")).AsTask().WaitAsync(SoonEnough);
    }

    private static GoQueueMessage Message(string exchange, string key) => GoQueueMessage.Create().Topic(exchange).Action(key).Version("1.0").Data("{}"u8).Build();
}
