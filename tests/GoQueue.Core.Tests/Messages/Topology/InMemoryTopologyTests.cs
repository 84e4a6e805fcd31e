using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Messages.Topology;

/// <summary>The routing rules of RabbitMQ beyond a queue bound to an exchange.</summary>
public sealed class InMemoryTopologyTests
{
    private readonly InMemoryBroker _broker = new();

    [Fact]
    public async Task A_message_goes_through_bound_exchanges_and_reaches_each_queue_once()
    {
        await using GoQueuePublisher publisher = await DeclareAsync(static topology => topology
            .Exchange("orders")
            .Exchange("eu", ExchangeKind.Fanout)
            .Exchange("audit", ExchangeKind.Direct)
            .Queue("all", QueueType.Quorum)
            .Queue("placed", QueueType.Quorum)
            .BindExchange("eu", "orders", "order.*")
            .BindExchange("audit", "eu")
            .BindExchange("orders", "audit", "order.placed")
            .Bind("all", "eu")
            .Bind("all", "orders")
            .Bind("placed", "audit", "order.placed"));

        await publisher.PublishAsync(Message("orders", "order.placed"));
        await publisher.PublishAsync(Message("orders", "order.cancelled"));

        Assert.Equal(["order.placed", "order.cancelled"], _broker.Queue("all").Messages.Select(static message => message.RoutingKey));
        Assert.Equal(["order.placed"], _broker.Queue("placed").Messages.Select(static message => message.RoutingKey));
    }

    [Fact]
    public async Task A_message_without_a_binding_goes_to_the_alternate_exchange_and_counts_as_routed()
    {
        await using GoQueuePublisher publisher = await DeclareAsync(static topology => topology
            .Exchange("orders", configure: static options => options.AlternateExchange = "unrouted")
            .Exchange("unrouted", ExchangeKind.Fanout, static options => options.AlternateExchange = "orders")
            .Queue("placed", QueueType.Quorum)
            .Queue("rest", QueueType.Quorum)
            .Bind("placed", "orders", "order.placed"));

        await Assert.ThrowsAsync<UnroutableMessageException>(() => publisher.PublishAsync(Message("orders", "order.cancelled")).AsTask());
        await publisher.DeclareTopologyAsync([], static topology => topology.Bind("rest", "unrouted"));
        await publisher.PublishAsync(Message("orders", "order.cancelled"));
        await publisher.PublishAsync(Message("orders", "order.placed"));

        Assert.Equal(["order.cancelled"], _broker.Queue("rest").Messages.Select(static message => message.RoutingKey));
        Assert.Equal(["order.placed"], _broker.Queue("placed").Messages.Select(static message => message.RoutingKey));
    }

    [Theory]
    [InlineData("all", "eu", 1, true)]
    [InlineData("all", "eu", 2, false)]
    [InlineData("any", "eu", 2, true)]
    [InlineData("any", "us", 2, false)]
    [InlineData(null, "eu", 2, false)]
    public async Task A_headers_exchange_compares_the_messages_headers(string? match, string region, int tier, bool isRouted)
    {
        var arguments = new Dictionary<string, object?> { ["region"] = "eu", ["tier"] = 1, ["x-note"] = "not compared" };
        if (match is not null)
        {
            arguments["x-match"] = match;
        }

        await using GoQueuePublisher publisher = await DeclareAsync(topology => topology
            .Exchange("orders", ExchangeKind.Headers)
            .Queue("eu", QueueType.Quorum)
            .Bind("eu", "orders", "", arguments));

        var options = new PublishOptions { Mandatory = false, Headers = new Dictionary<string, object?> { ["region"] = region, ["tier"] = tier } };
        await publisher.PublishAsync(Message("orders", "order.placed"), options);

        Assert.Equal(isRouted ? 1 : 0, _broker.Queue("eu").Count);
    }

    [Fact]
    public async Task What_the_in_memory_broker_does_not_have_is_refused_by_name()
    {
        TopologyException kind = await Assert.ThrowsAsync<TopologyException>(() => DeclareAsync(static topology => topology.Exchange("orders", ExchangeKind.ConsistentHash)));
        Assert.Contains("'x-consistent-hash', which the in-memory broker does not have: use topic, direct, fanout or headers", kind.Message, StringComparison.Ordinal);

        TopologyException missing = await Assert.ThrowsAsync<TopologyException>(() => DeclareAsync(static topology => topology.Exchange("orders").BindExchange("audit", "orders")));
        Assert.Equal("binding of exchange 'audit' to exchange 'orders'", missing.Entity);
        Assert.Contains("The exchange 'audit' is not declared", missing.Message, StringComparison.Ordinal);

        await DeclareAsync(static topology => topology.Exchange("orders"));
        TopologyException other = await Assert.ThrowsAsync<TopologyException>(() => DeclareAsync(static topology => topology.Exchange("orders", configure: static options => options.AlternateExchange = "rest")));
        Assert.Contains("is declared with no alternate exchange and cannot be declared with the alternate exchange 'rest'", other.Message, StringComparison.Ordinal);
    }

    private async Task<GoQueuePublisher> DeclareAsync(Action<TopologyBuilder> configure)
    {
        GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));
        await publisher.DeclareTopologyAsync([], configure);
        return publisher;
    }

    private static GoQueueMessage Message(string topic, string action) =>
        GoQueueMessage.Create().Topic(topic).Action(action).Version("1.0").Data("{}"u8.ToArray()).Build();
}
