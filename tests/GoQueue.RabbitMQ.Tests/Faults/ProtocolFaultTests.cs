using GoQueue.Brokers.Delivery;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>A broker that says unpleasant things: closes, blocks, races, and bytes that are no AMQP at all.</summary>
public sealed class ProtocolFaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(320, "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'")]
    [InlineData(501, "FRAME_ERROR")]
    [InlineData(504, "CHANNEL_ERROR - expected 'channel.open'")]
    [InlineData(541, "INTERNAL_ERROR")]
    public async Task A_connection_that_the_broker_closes_under_load_loses_nothing(int code, string text)
    {
        await using ScriptedScene scene = await ScriptedScene.CreateAsync(output);

        scene.Broker.Connections[0].Close(code, text);
        await Eventually.HoldsAsync(() => scene.Broker.Connections.Count > 1, "a new connection");

        // The connection for suspects ends when the last of them is through.
        await scene.HealAsync();
        await scene.CheckAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_missing_exchange_fails_its_message_and_no_other_even_when_the_connection_goes_with_it(bool connectionToo)
    {
        // The exchange is there when it is asked for, and gone when it is published to.
        await using ScriptedScene scene = await ScriptedScene.CreateAsync(output, publish =>
        {
            if (publish.Exchange != "gone")
            {
                publish.Ack();
            }
            else if (connectionToo)
            {
                publish.Channel.CloseNotFoundThenConnection("gone");
            }
            else
            {
                publish.Channel.CloseNotFound("gone");
            }
        });

        PublishException failure = await Assert.ThrowsAnyAsync<PublishException>(() => scene.Publisher.PublishAsync(new Misdirected()).AsTask().WaitAsync(s_bound));
        output.WriteLine(failure.Message);

        Assert.Contains("gone", failure.Message, StringComparison.Ordinal);
        await scene.HealAsync();
        await scene.Load.StopAsync();
        Assert.Equal(0, scene.Load.Failed);
        await Pools.AreBalancedAsync(scene.Publisher);
    }

    [Theory]
    [InlineData(403, "ACCESS_REFUSED - access to exchange 'orders' in vhost '/' refused for user 'guest'", typeof(PublishAccessDeniedException))]
    [InlineData(404, "NOT_FOUND - no exchange 'orders' in vhost '/'", typeof(ExchangeNotFoundException))]
    public async Task A_refusal_after_a_lost_answer_does_not_say_that_nothing_was_sent(int code, string text, Type reason)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            if (publish.Index == 0)
            {
                publish.Connection.End(SocketEnd.Fin);
            }
            else
            {
                publish.Channel.Close(code, text);
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        var failure = await Assert.ThrowsAnyAsync<PublishException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(s_bound));

        Assert.Equal(PublishOutcome.Unknown, failure.Outcome);
        Assert.Equal((typeof(PublishOutcomeUnknownException), reason, 2), (failure.GetType(), failure.InnerException?.GetType(), failure.Attempts));
        Assert.Contains("an earlier answer went missing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocked_publishes_wait_and_go_out_once_when_the_broker_takes_messages_again()
    {
        await using ScriptedScene scene = await ScriptedScene.CreateAsync(output, configure: static o => o.ConfirmTimeout = TimeSpan.FromSeconds(2));

        scene.Broker.Connections[0].Block();
        // Longer than the confirm timeout, which stands still meanwhile.
        for (int measurement = 0; measurement < 10; measurement++)
        {
            await scene.Load.MeasureAsync();
        }

        long blocked = scene.Load.Acknowledged;
        scene.Broker.Connections[0].Unblock();
        await scene.Load.RunAsync(100);
        Assert.Single(scene.Broker.Connections);

        await scene.HealAsync();
        DeliveryReport report = await scene.CheckAsync();
        Assert.True(blocked < scene.Load.Acknowledged);
        Assert.Equal((0, report.Published), (report.Duplicated, report.Outcomes[DeliveryOutcome.Acknowledged]));
    }

    [Fact]
    public async Task Blocked_publishes_fail_at_once_where_the_policy_says_so()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.BlockedPolicy = BlockedPolicy.FailFast);
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        broker.Connections[0].Block(stopReading: false);

        BrokerBlockedException? failure = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await publisher.PublishOrderPlacedAsync(new(2, "ann"));
                    return false;
                }
                catch (BrokerBlockedException exception)
                {
                    failure = exception;
                    return true;
                }
            },
            "the publisher to notice");

        Assert.Equal(PublishOutcome.NotSent, failure!.Outcome);
        Assert.Contains("low on memory", failure.Message, StringComparison.Ordinal);
        broker.Connections[0].Unblock();
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await publisher.PublishOrderPlacedAsync(new(3, "ann"));
                    return true;
                }
                catch (BrokerBlockedException)
                {
                    return false;
                }
            },
            "the publisher to go on");
    }

    [Fact]
    public async Task Random_bytes_from_the_broker_end_a_connection_and_never_a_publish()
    {
        int seed = FaultSettings.Seed;
        output.WriteLine($"seed {seed}, {FaultSettings.Fuzz} cases");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (int number = worker; number < FaultSettings.Fuzz; number += 8)
            {
                await FeedAsync(seed, number);
            }
        })));
    }

    private static async Task FeedAsync(int seed, int number)
    {
        var random = new Random(HashCode.Combine(seed, number));
        byte[] nonsense = RandomBytes.Create(random);
        bool inHandshake = random.Next(4) == 0;
        bool acks = random.Next(2) == 0;
        int fed = 0;
        await using ScriptedBroker broker = ScriptedBroker.Start(new()
        {
            OnConnected = connection =>
            {
                if (inHandshake && Interlocked.Exchange(ref fed, 1) == 0)
                {
                    connection.Send(nonsense);
                }
            },
        });
        broker.OnPublish(publish =>
        {
            if (Interlocked.Exchange(ref fed, 1) == 0)
            {
                publish.Connection.Send(nonsense);
                if (!acks)
                {
                    return;
                }
            }

            publish.Ack();
        });
        await using GoQueuePublisher publisher = Publishers.Create(
            broker.Uri.ToString(),
            static o =>
            {
                o.ConfirmTimeout = TimeSpan.FromSeconds(1);
                o.Heartbeat = TimeSpan.FromSeconds(1);
                o.ConnectTimeout = TimeSpan.FromSeconds(1);
            });

        Task<PublishReceipt>[] calls = [.. Enumerable.Range(0, 4).Select(index => publisher.PublishOrderPlacedAsync(new(index, "ann")).AsTask())];
        await UnblockUntilAsync(broker, publisher, Task.WhenAll(calls));
        foreach (Task<PublishReceipt> call in calls)
        {
            try
            {
                PublishReceipt receipt = await call.WaitAsync(s_bound);
                Assert.Contains(broker.Publishes, publish => publish.MessageId == receipt.MessageId);
            }
            catch (PublishException)
            {
                // Bytes that happen to be a nack, a return or a refusal may fail a message; what counts is that its call ended.
            }
            catch (TimeoutException)
            {
                Assert.Fail($"Seed {seed}, case {number}: a publish hangs after {nonsense.Length} bytes beginning with {Convert.ToHexString(nonsense.AsSpan(0, Math.Min(64, nonsense.Length)))}.");
            }
        }

        // Whatever it was, the publisher lives.
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    Task<PublishReceipt> last = publisher.PublishOrderPlacedAsync(new(9, "ann")).AsTask();
                    await UnblockUntilAsync(broker, publisher, last);
                    await last.WaitAsync(s_bound);
                    return true;
                }
                catch (PublishException)
                {
                    return false;
                }
            },
            $"a publish after seed {seed}, case {number}",
            s_bound);
    }

    /// <summary>Bytes that happen to be connection.blocked hold publishes back for as long as the broker likes, and rightly so: this one soon takes messages again.</summary>
    private static async Task UnblockUntilAsync(ScriptedBroker broker, GoQueuePublisher publisher, Task calls)
    {
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!calls.IsCompleted && System.Diagnostics.Stopwatch.GetElapsedTime(started) < s_bound)
        {
            if (publisher.State == PublisherState.Blocked)
            {
                foreach (ScriptedConnection connection in broker.OpenConnections)
                {
                    connection.Unblock();
                }
            }

            await Task.WhenAny(calls, Task.Delay(20));
        }
    }
}
