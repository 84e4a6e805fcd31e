using System.Globalization;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>
/// Messages on which the broker, or something on the way, ends the connection each time: they fail soon, and cost the
/// others nothing but a resend.
/// </summary>
public sealed class PoisonTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    public static TheoryData<int> Endings => [501, 502, 503, 505, 541, 320, 504, 506, ConnectionEnding.Reset, ConnectionEnding.EndOfStream];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task A_message_that_ends_its_connection_each_time_is_found_among_100(int ending)
    {
        await using ScriptedBroker broker = StartBroker(ending);
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        Task<PublishReceipt>[] before = [.. Enumerable.Range(0, 50).Select(i => PublishAsync(publisher, $"a-{i}"))];
        Task<PublishReceipt> poison = PublishAsync(publisher, "poison");
        Task<PublishReceipt>[] after = [.. Enumerable.Range(0, 50).Select(i => PublishAsync(publisher, $"b-{i}"))];
        PublishReceipt[] receipts = await Task.WhenAll([.. before, .. after]).WaitAsync(SoonEnough);

        await AssertPoisonAsync(poison, ending, inFlight: 101);
        Assert.All(receipts, static receipt => Assert.InRange(receipt.Attempts, 1, MostAttempts(101)));
        Assert.InRange(broker.Publishes.Count(static publish => publish.MessageId == "poison"), 2, MostAttempts(101));
        await Eventually.HoldsAsync(() => broker.OpenConnections.Count == 1, "the quarantine's connection to be closed");
        await PublishAsync(publisher, "later").WaitAsync(SoonEnough);
        await Faults.Pools.AreBalancedAsync(publisher);
    }

    [Theory]
    [InlineData(541)]
    [InlineData(ConnectionEnding.Reset)]
    public async Task Several_of_them_are_found_among_1000_in_flight_and_the_order_of_keys_is_kept(int ending)
    {
        const int Count = 1_000;
        int[] poisons = [7, 8, 300, 999];
        await using ScriptedBroker broker = StartBroker(ending);
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        await PublishAsync(publisher, "first").WaitAsync(SoonEnough);

        Task<PublishReceipt>[] calls =
            [.. Enumerable.Range(0, Count).Select(i => PublishAsync(publisher, string.Create(CultureInfo.InvariantCulture, $"{(poisons.Contains(i) ? "poison" : "m")}-{i:0000}"), i % 2 == 0 ? null : $"key-{i % 7}"))];
        await Task.WhenAll(calls.Where((_, index) => !poisons.Contains(index))).WaitAsync(SoonEnough);

        foreach (int index in poisons)
        {
            await AssertPoisonAsync(calls[index], ending, Count);
        }

        foreach (IGrouping<int, string> key in broker.Publishes.Select(static publish => publish.MessageId).Where(static id => id[0] == 'm').Distinct()
                     .Where(static id => Number(id) % 2 == 1).GroupBy(static id => Number(id) % 7))
        {
            Assert.Equal(key.Order(StringComparer.Ordinal), key);
        }

        await Faults.Pools.AreBalancedAsync(publisher);
    }

    [Theory]
    [InlineData(541)]
    [InlineData(ConnectionEnding.Reset)]
    public async Task One_with_an_ordering_key_fails_and_later_messages_of_its_key_follow(int ending)
    {
        await using ScriptedBroker broker = StartBroker(ending);
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        Task<PublishReceipt>[] calls = [.. Enumerable.Range(0, 60).Select(i => PublishAsync(publisher, i == 20 ? "poison" : string.Create(CultureInfo.InvariantCulture, $"m-{i:0000}"), "ann"))];
        await Task.WhenAll(calls.Where(static (_, index) => index != 20)).WaitAsync(SoonEnough);

        await AssertPoisonAsync(calls[20], ending, inFlight: 60);
        string[] first = [.. broker.Publishes.Select(static publish => publish.MessageId).Where(static id => id[0] == 'm').Distinct()];
        Assert.Equal(first.Order(StringComparer.Ordinal), first);
        await PublishAsync(publisher, "later", "ann").WaitAsync(SoonEnough);
        await Faults.Pools.AreBalancedAsync(publisher);
    }

    [Theory]
    [InlineData(541)]
    [InlineData(ConnectionEnding.EndOfStream)]
    public async Task Where_nothing_was_ever_confirmed_no_message_is_blamed(int ending)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => ConnectionEnding.End(publish.Connection, ending));
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        Task<PublishReceipt>[] calls = [.. Enumerable.Range(0, 4).Select(i => PublishAsync(publisher, $"m-{i}"))];
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(SoonEnough);

        foreach (Task<PublishReceipt> call in calls)
        {
            var failure = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => call);
            Assert.DoesNotContain("poison", failure.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.Contains("No other message was confirmed meanwhile, so the cause may be this message or the broker.", failure.Message, StringComparison.Ordinal);
            Assert.Contains("publish it again only with the same id", failure.Message, StringComparison.Ordinal);
            Assert.InRange(failure.Attempts, 2, 5);
        }

        // The broker is well again: so is the publisher.
        broker.OnPublish(static publish => publish.Ack());
        await PublishAsync(publisher, "later").WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task One_that_is_alone_is_blamed_if_the_broker_says_541_and_confirmed_the_message_before_it()
    {
        await using ScriptedBroker broker = StartBroker(541);
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        await PublishAsync(publisher, "first").WaitAsync(SoonEnough);

        await AssertPoisonAsync(PublishAsync(publisher, "poison"), ending: 541, inFlight: 1);
    }

    [Fact]
    public async Task Suspects_are_confirmed_by_a_broker_that_answers_them_together()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var waiting = new List<ReceivedPublish>();
        broker.OnPublish(publish =>
        {
            lock (waiting)
            {
                waiting.Add(publish);
                if (waiting.Count != 3)
                {
                    return;
                }

                // The three of the first connection end it; on the next one, nothing is said until they are all there.
                if (publish.Connection.Number == 1)
                {
                    publish.Connection.Close(541, "INTERNAL_ERROR");
                }
                else
                {
                    waiting.ForEach(static one => one.Ack());
                }

                waiting.Clear();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        Task<PublishReceipt>[] calls = [.. Enumerable.Range(0, 3).Select(i => PublishAsync(publisher, $"m-{i}"))];
        PublishReceipt[] receipts = await Task.WhenAll(calls).WaitAsync(SoonEnough);

        Assert.All(receipts, static receipt => Assert.Equal(2, receipt.Attempts));
    }

    [Fact]
    public async Task A_channel_that_ends_makes_no_suspects()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        int ends = 0;
        broker.OnPublish(publish =>
        {
            if (publish.MessageId == "m-5" && Interlocked.Increment(ref ends) <= 3)
            {
                publish.Channel.Close(541, "INTERNAL_ERROR");
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PublishAsync(publisher, $"m-{i}"))).WaitAsync(SoonEnough);

        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task The_exception_names_a_header_with_a_decimal_and_not_its_value()
    {
        await using ScriptedBroker broker = StartBroker(541);
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        await PublishAsync(publisher, "first").WaitAsync(SoonEnough);
        var headers = new Dictionary<string, object?> { ["shop"] = "s3cret", ["prices"] = new List<object?> { 1, 4711.25m } };

        Task<PublishReceipt> poison = publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = "poison", Headers = headers }).AsTask();
        var failure = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => poison.WaitAsync(SoonEnough));

        Assert.Equal(
            "Message poison (orders/order.placed 1.0) is a poison message: the connection ended while it was the only message on it: the broker closed the channel or connection: the broker's words (541). "
            + "Its header 'prices' holds a decimal, which RabbitMQ streams cannot store: send it as text or as a double. Correct it before you publish it again. An earlier copy may be in a queue.",
            failure.Message);
        Assert.DoesNotContain("4711", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    /// <summary>
    /// Two ends until it is a suspect, and as many more as halving takes; four at least, because it must be alone
    /// twice.
    /// </summary>
    private static int MostAttempts(int inFlight) => Math.Max(4, 2 + (int)Math.Floor(Math.Log2(inFlight)));

    private static async Task AssertPoisonAsync(Task<PublishReceipt> call, int ending, int inFlight)
    {
        var failure = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => call.WaitAsync(SoonEnough));
        Assert.StartsWith("poison", failure.MessageId, StringComparison.Ordinal);
        Assert.Contains("is a poison message", failure.Message, StringComparison.Ordinal);
        Assert.Contains(ending > 1 ? $"the broker's words ({ending})" : "the connection was lost", failure.Message, StringComparison.Ordinal);
        if (ConnectionEnding.BlamesMessage(ending))
        {
            Assert.Equal(2, failure.Attempts);
        }
        else
        {
            Assert.InRange(failure.Attempts, 4, MostAttempts(inFlight));
        }
    }

    private static ScriptedBroker StartBroker(int ending)
    {
        ScriptedBroker broker = ScriptedBroker.Start();
        return broker.OnPublish(publish =>
        {
            if (publish.MessageId.StartsWith("poison", StringComparison.Ordinal))
            {
                ConnectionEnding.End(publish.Connection, ending);
            }
            else if (publish.Connection.IsOpen)
            {
                publish.Ack();
            }
        });
    }

    private static int Number(string id) => int.Parse(id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

    private static Task<PublishReceipt> PublishAsync(GoQueuePublisher publisher, string id, string? key = null) =>
        publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = id, OrderingKey = key }).AsTask();
}
