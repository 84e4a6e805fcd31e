using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Topology;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>
/// Declarations that are given up, not answered or not possible now: no channel stays open, and the failure names the
/// entity and the cure.
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

    [Theory]
    [InlineData("home node 'rabbit@second' of durable queue '{0}' in vhost '/' is down or inaccessible")]
    [InlineData("queue '{0}' in vhost '/' process is stopped by supervisor")]
    [InlineData("queue '{0}' in vhost '/' has crashed and failed to restart")]
    [InlineData("failed to perform operation on queue '{0}' in vhost '/' due to timeout")]
    public async Task A_queue_that_exists_and_cannot_be_reached_is_no_missing_one(string text)
    {
        // RabbitMQ cuts a text after 255 bytes, so that a long name hides its end.
        foreach (string name in (string[])["unpaid", new string('u', 250)])
        {
            string reply = $"NOT_FOUND - {text.Replace("{0}", name, StringComparison.Ordinal)}";
            reply = reply.Length <= 255 ? reply : reply[..252] + "...";
            await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions
            {
                OnMethod = (connection, method, number) => Closes(connection, method, number, AmqpMethod.QueueDeclare, 404, reply),
            });
            await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

            var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(
                () => publisher.DeclareTopologyAsync([], topology => topology.Queue(name, QueueType.Classic)).AsTask().WaitAsync(SoonEnough));

            Assert.Equal($"The queue '{name}' was not declared: {reply} (404); declare again when the queue is back.", failure.Message);
            Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        }
    }

    [Theory]
    [InlineData(406, "PRECONDITION_FAILED - Invalid argument, 'x-delayed-type' must be an existing exchange type", "the broker does not accept an argument of a durable topic exchange with x-note = [1, {a = '2'}], so correct or remove it.")]
    [InlineData(406, "PRECONDITION_FAILED - cannot declare exchange 'bills' in vhost '/': exchange limit of 7 is reached", "raise the limit on the broker, or delete what is not used there.")]
    [InlineData(406, "PRECONDITION_FAILED - something else, such as invalid arg or inequivalent arg", null)]
    [InlineData(404, "NOT_FOUND - no queue 'home node is down or inaccessible' in vhost '/'", "declare it first.")]
    public async Task A_refusal_ends_with_the_cure_that_the_beginning_of_the_brokers_text_asks_for(int code, string text, string? cure)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions
        {
            OnMethod = (connection, method, number) => Closes(connection, method, number, AmqpMethod.ExchangeDeclare, code, text),
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        var note = new List<object?> { 1, new Dictionary<string, object?> { ["a"] = "2" } };

        var refused = await Assert.ThrowsAsync<TopologyException>(
            () => publisher.DeclareTopologyAsync([], topology => topology.Exchange("bills", configure: exchange => exchange.Arguments["x-note"] = note)).AsTask().WaitAsync(SoonEnough));

        Assert.Contains($"{text} ({code})", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(cure is null ? $"({code})." : $"({code}); {cure}", refused.Message, StringComparison.Ordinal);
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

    private static bool Closes(ScriptedConnection connection, AmqpMethod method, int number, AmqpMethod refused, int code, string text)
    {
        if (method != refused)
        {
            return false;
        }

        connection.Channels.Single(channel => channel.Number == number).Close(code, text, method);
        return true;
    }
}
