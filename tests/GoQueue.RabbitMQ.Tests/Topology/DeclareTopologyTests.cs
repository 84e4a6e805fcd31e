using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Topology;

[Trait("Speed", "Quick")]
[Trait("Broker", "Compatibility")]
public sealed class DeclareTopologyTests
{
    private static readonly EventDescriptor[] Events = [EventDescriptor.For<OrderPlaced>(), EventDescriptor.For<Misdirected>()];

    [Fact]
    public async Task Exchanges_queues_and_bindings_are_declared_and_messages_flow_through_them()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        await publisher.DeclareTopologyAsync(Events, topology => topology
            .Queue("all", QueueType.Quorum)
            .Bind("all", "orders", "order.#")
            .Exchange("gone", ExchangeKind.Fanout)
            .Queue("copies", QueueType.Classic)
            .Bind("copies", "gone"));

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        await publisher.PublishAsync(new Misdirected());
        Assert.Single(await vhost.DrainAsync("all"));
        Assert.Single(await vhost.DrainAsync("copies"));

        // Again: what is there with the same definition stays.
        await publisher.DeclareTopologyAsync(Events[..1]);
    }

    [Fact]
    public async Task An_exchange_with_another_definition_is_an_error_that_names_both()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders", ExchangeType.Fanout);
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var exception = await Assert.ThrowsAsync<TopologyException>(() => publisher.DeclareTopologyAsync(Events).AsTask());

        Assert.Equal("exchange 'orders'", exception.Entity);
        Assert.Contains("this program declares a durable topic exchange", exception.Message, StringComparison.Ordinal);
        Assert.Contains("received 'topic' but current is 'fanout'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_with_another_definition_is_an_error_that_names_both()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareQueueAsync("all", arguments: new Dictionary<string, object?> { ["x-max-length"] = 5 });
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var exception = await Assert.ThrowsAsync<TopologyException>(() => publisher
            .DeclareTopologyAsync([], topology => topology.Queue("all", QueueType.Classic, static queue => queue.MaxLength = 7)).AsTask());

        Assert.Equal("queue 'all'", exception.Entity);
        Assert.Contains("x-max-length = 7", exception.Message, StringComparison.Ordinal);
        Assert.Contains("but current is", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binding_to_nothing_and_a_reserved_name_are_errors_of_their_own()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        var missing = await Assert.ThrowsAsync<TopologyException>(() => publisher.DeclareTopologyAsync([], topology => topology.Bind("nothing", "orders")).AsTask());
        Assert.Contains("binding of queue 'nothing' to exchange 'orders'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", missing.Message, StringComparison.Ordinal);

        var reserved = await Assert.ThrowsAsync<TopologyException>(() => publisher.DeclareTopologyAsync([], topology => topology.Exchange("amq.mine")).AsTask());
        Assert.Contains("(403)", reserved.Message, StringComparison.Ordinal);

        // None of this has cost a publishing channel.
        await publisher.DeclareTopologyAsync(Events, topology => topology.Queue("all", QueueType.Classic).Bind("all", "orders"));
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
    }

    [Fact]
    public async Task Without_a_broker_declaring_says_so()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(new Uri(vhost.Uri, "nowhere").ToString());

        // A broker that boots beside other nodes may need more than the ten seconds of a first connect for its answer.
        await Eventually.HoldsAsync(
            async () => (await Assert.ThrowsAsync<BrokerUnavailableException>(() => publisher.DeclareTopologyAsync(Events).AsTask())).Message.Contains("nowhere", StringComparison.Ordinal),
            "a failure that names the missing vhost",
            TimeSpan.FromSeconds(60));
    }
}
