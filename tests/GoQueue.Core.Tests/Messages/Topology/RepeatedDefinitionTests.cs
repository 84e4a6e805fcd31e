using GoQueue.Core.Tests.Publishing;
using Xunit;

namespace GoQueue.Core.Tests.Messages.Topology;

/// <summary>One name has one definition: a second one is refused where it is given, with both.</summary>
public sealed class RepeatedDefinitionTests
{
    [Fact]
    public void Two_definitions_of_an_exchange_are_refused_with_both()
    {
        TopologyBuilder topology = new TopologyBuilder().Exchange("orders", configure: static options => options.AlternateExchange = "rest");

        var type = Assert.Throws<ArgumentException>(() => topology.Exchange("orders", ExchangeKind.Fanout));
        var argument = Assert.Throws<ArgumentException>(() => topology.Exchange("orders", configure: static options => options.AlternateExchange = "other"));

        Assert.Equal(
            "The exchange 'orders' is defined twice, as a durable topic exchange with alternate-exchange = rest and as a durable fanout exchange: keep one of the two definitions.",
            type.Message);
        Assert.Contains("as a durable topic exchange with alternate-exchange = rest and as a durable topic exchange with alternate-exchange = other:", argument.Message, StringComparison.Ordinal);
        Assert.Equal("topic", Assert.Single(topology.Exchanges).Type);
    }

    [Fact]
    public void Two_definitions_of_a_queue_are_refused_with_both()
    {
        TopologyBuilder topology = new TopologyBuilder().Queue("audit", QueueType.Quorum, static options => options.MaxLength = 5);

        var type = Assert.Throws<ArgumentException>(() => topology.Queue("audit", QueueType.Classic));
        var argument = Assert.Throws<ArgumentException>(
            () => topology.Queue("audit", QueueType.Quorum, static options => options.Arguments["x-max-length"] = "5"));

        Assert.Equal(
            "The queue 'audit' is defined twice, as a durable quorum queue with x-max-length = 5 and as a durable classic queue: keep one of the two definitions.", type.Message);
        Assert.Contains("with x-max-length = 5 and as a durable quorum queue with x-max-length = '5':", argument.Message, StringComparison.Ordinal);
        Assert.Equal(QueueType.Quorum, Assert.Single(topology.Queues).Type);
    }

    [Fact]
    public void The_same_definition_again_is_one_declaration()
    {
        TopologyBuilder topology = new TopologyBuilder()
            .Exchange("orders", ExchangeKind.Direct, static options => options.Arguments["x-note"] = 5)
            .Exchange("orders", "direct", static options => options.Arguments["x-note"] = 5L)
            .Queue("audit", QueueType.Quorum, static options => options.MaxLength = 5)
            .Queue("audit", QueueType.Quorum, static options => options.Arguments["x-max-length"] = 5);

        Assert.Single(topology.Exchanges);
        Assert.Single(topology.Queues);
    }

    [Fact]
    public void The_exchange_of_an_event_may_be_defined_otherwise_once()
    {
        var topology = new TopologyBuilder();
        topology.AddExchangesOf([EventDescriptor.For<UserCreated>(), EventDescriptor.For<UserCreated>()], null);
        string name = Assert.Single(topology.Exchanges).Name;

        topology.Exchange(name, ExchangeKind.Fanout);

        Assert.Equal("fanout", Assert.Single(topology.Exchanges).Type);
        topology.AddExchangesOf([EventDescriptor.For<UserCreated>()], null);
        Assert.Equal("fanout", Assert.Single(topology.Exchanges).Type);
        Assert.Throws<ArgumentException>(() => topology.Exchange(name, ExchangeKind.Direct));
    }

    [Fact]
    public async Task A_publisher_declares_nothing_of_a_topology_with_two_definitions()
    {
        await using var publisher = GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory());

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => publisher.DeclareTopologyAsync([], static topology => topology.Exchange("orders").Exchange("orders", ExchangeKind.Headers)).AsTask());

        Assert.StartsWith("The exchange 'orders' is defined twice, ", refused.Message, StringComparison.Ordinal);
    }
}
