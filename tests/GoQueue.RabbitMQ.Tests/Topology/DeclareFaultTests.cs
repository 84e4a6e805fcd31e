using GoQueue.RabbitMQ.Tests.Transports.Versions;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Topology;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>
/// Declarations that are given up, not answered or refused: no channel stays open, and the failure names the entity and
/// the cure.
/// </summary>
[Covers(typeof(TopologyDeclarer))]
public sealed class DeclareFaultTests(Faults.FaultNode fault) : IClassFixture<Faults.FaultNode>
{
    private const int PoolSize = 5;

    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Cancelled_declarations_leave_no_channel_open()
    {
        var asked = new SemaphoreSlim(0);
        var silent = true;
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions
        {
            OnMethod = (_, method, _) =>
            {
                if (method != AmqpMethod.ExchangeDeclare || !Volatile.Read(ref silent))
                {
                    return false;
                }

                asked.Release();
                return true;
            },
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static options => options.ConnectTimeout = TimeSpan.FromSeconds(5));
        await publisher.ConnectAsync();

        for (int round = 0; round < 20; round++)
        {
            using var giveUp = new CancellationTokenSource();
            Task declaring = publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills"), giveUp.Token).AsTask();
            Assert.True(await asked.WaitAsync(SoonEnough));
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => declaring.WaitAsync(SoonEnough));
        }

        Volatile.Write(ref silent, false);
        await Eventually.HoldsAsync(() => broker.Connections[0].Channels.Count == PoolSize, "the channels of the cancelled declarations to be closed");
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills")).AsTask().WaitAsync(SoonEnough);
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task A_channel_that_opens_after_its_declaration_was_cancelled_is_closed()
    {
        var opened = new SemaphoreSlim(0);
        var watched = false;
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions
        {
            OnMethod = (connection, method, _) =>
            {
                if (method == AmqpMethod.ChannelOpen && Volatile.Read(ref watched))
                {
                    connection.PauseWriting();
                    opened.Release();
                }

                return false;
            },
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        await publisher.ConnectAsync();
        await Eventually.HoldsAsync(() => broker.Connections[0].Channels.Count == PoolSize, "all channels");
        Volatile.Write(ref watched, true);

        for (int round = 0; round < 5; round++)
        {
            using var giveUp = new CancellationTokenSource();
            Task declaring = publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills"), giveUp.Token).AsTask();
            Assert.True(await opened.WaitAsync(SoonEnough));
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => declaring.WaitAsync(SoonEnough));
            broker.Connections[0].ResumeWriting();
        }

        await Eventually.HoldsAsync(() => broker.Connections[0].Channels.Count == PoolSize, "the late channels to be closed");
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task A_declaration_that_a_frozen_broker_does_not_answer_is_a_failure_that_names_it()
    {
        await using GoQueuePublisher publisher = Publishers.Create(fault.Node.Uri.ToString(), static options => options.ConnectTimeout = TimeSpan.FromSeconds(5));
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("thawed"));

        // A channel of the pool that is still opening would end the connection when it gets no answer.
        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().Channels == PoolSize, "all channels");

        // So would the channel of the first declaration, which is closed in the background.
        await Eventually.HoldsAsync(async () => await fault.Node.Control.CountChannelsAsync() == PoolSize, "the end of the first declaration's channel");

        await fault.Node.PauseAsync();
        BrokerUnavailableException failure;
        try
        {
            failure = await Assert.ThrowsAsync<BrokerUnavailableException>(
                () => publisher.DeclareTopologyAsync([], static topology => topology.Exchange("frozen")).AsTask().WaitAsync(SoonEnough));
        }
        finally
        {
            fault.Node.Continue();
        }

        Assert.Matches("^The (exchange 'frozen'|topology) was not declared: the broker did not answer within ConnectTimeout \\(5 s\\); check that it is not overloaded or frozen and that its cluster has a majority, then declare again\\.$", failure.Message);
        Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("frozen")).AsTask().WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_declaration_that_is_over_its_publish_timeout_names_the_entity_too()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions { OnMethod = static (_, method, _) => method == AmqpMethod.ExchangeDeclare });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), options: static options => options.PublishTimeout = TimeSpan.FromSeconds(3));
        await publisher.ConnectAsync();

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(
            () => publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills")).AsTask().WaitAsync(SoonEnough));

        Assert.Contains("The exchange 'bills' was not declared", failure.Message, StringComparison.Ordinal);
        Assert.Contains("within 3 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declaration_has_a_channel_where_the_broker_allows_as_many_as_the_pool_wants()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions { ChannelMax = PoolSize });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        await publisher.ConnectAsync();
        await Eventually.HoldsAsync(() => broker.Connections[0].Channels.Count == PoolSize - 2, "all channels but the client's two");

        await publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills")).AsTask().WaitAsync(SoonEnough);

        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task A_connection_that_is_lost_during_a_declaration_is_a_failure_that_names_the_entity()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions
        {
            OnMethod = static (connection, method, _) =>
            {
                if (method != AmqpMethod.QueueDeclare)
                {
                    return false;
                }

                connection.End();
                return true;
            },
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(
            () => publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills").Queue("unpaid", QueueType.Classic)).AsTask().WaitAsync(SoonEnough));

        Assert.StartsWith("The queue 'unpaid' was not declared: the connection was lost (", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("; declare again when the broker can be reached.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("exception=", failure.Message, StringComparison.Ordinal);
    }

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

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(float.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task An_argument_that_the_broker_cannot_read_is_refused_before_it_ends_the_connection(object value)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        await publisher.ConnectAsync();
        var arguments = new Dictionary<string, object?> { ["x-bad"] = value };

        foreach (Action<TopologyBuilder> declare in new Action<TopologyBuilder>[]
                 {
                     topology => topology.Queue("odd", QueueType.Classic, queue => queue.Arguments["x-bad"] = value),
                     topology => topology.Exchange("odd", configure: exchange => exchange.Arguments["x-bad"] = value),
                     topology => topology.Bind("odd", "odd", arguments: arguments),
                     topology => topology.BindExchange("odd", "even", arguments: arguments),
                 })
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(() => publisher.DeclareTopologyAsync([], declare).AsTask().WaitAsync(SoonEnough));
            Assert.StartsWith("The argument 'x-bad' of ", refused.Message, StringComparison.Ordinal);
        }

        Assert.Single(broker.Connections);
        Assert.Equal(PublisherState.Connected, publisher.State);
    }
}
