using System.Collections.Concurrent;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>A message that makes the broker close the connection: it fails, and takes nobody with it.</summary>
[Covers<PoisonIsolator>]
public sealed class PoisonIsolatorTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(505)]
    public async Task One_poison_message_fails_and_its_neighbours_are_confirmed(int code)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            if (publish.MessageId == "poison")
            {
                publish.Connection.Close(code, "FRAME_ERROR - cannot read this");
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        Task<PublishReceipt> poison = PublishAsync(publisher, "poison");
        Task<PublishReceipt>[] others = [.. Enumerable.Range(0, 100).Select(i => PublishAsync(publisher, $"m-{i}"))];
        await Task.WhenAll(others).WaitAsync(SoonEnough);
        var exception = await Assert.ThrowsAnyAsync<PublishException>(() => poison.WaitAsync(SoonEnough));

        Assert.Equal("poison", exception.MessageId);
        Assert.Contains($"({code})", exception.ToString(), StringComparison.Ordinal);
        // Once with the others, once alone.
        Assert.Equal(2, broker.Publishes.Count(static publish => publish.MessageId == "poison"));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Contains(broker.Publishes, publish => publish.MessageId == $"m-{i}"));
        await Eventually.HoldsAsync(() => broker.OpenConnections.Count == 1, "the quarantine's connection to be closed");
        await PublishAsync(publisher, "later").WaitAsync(SoonEnough);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_with_an_ordering_key_fails_too_and_the_order_of_its_key_is_kept(bool retries)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            if (publish.MessageId == "o-025")
            {
                publish.Connection.Close(501, "FRAME_ERROR - cannot read this");
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue =>
        {
            goqueue.UseRabbitMQ(broker.Uri.ToString());
            if (retries)
            {
                goqueue.UseRetry();
            }
        });

        Task<PublishReceipt>[] ordered = [.. Enumerable.Range(0, 100).Select(i => PublishAsync(publisher, $"o-{i:000}", "ann"))];
        Task<PublishReceipt>[] others = [.. Enumerable.Range(0, 100).Select(i => PublishAsync(publisher, $"m-{i}", i % 2 == 0 ? "bob" : null))];
        var exception = await Assert.ThrowsAnyAsync<PublishException>(() => ordered[25].WaitAsync(SoonEnough));
        await Task.WhenAll([.. ordered.Where((_, index) => index != 25), .. others]).WaitAsync(SoonEnough);

        Assert.Equal(("o-025", 2), (exception.MessageId, exception.Attempts));
        Assert.Contains("(501)", exception.ToString(), StringComparison.Ordinal);
        string[] first = [.. broker.Publishes.Select(static publish => publish.MessageId!).Where(static id => id[0] == 'o').Distinct()];
        Assert.Equal(first.Order(StringComparer.Ordinal), first);
        // Two attempts, each of which ended one: the pool's and the quarantine's.
        Assert.Equal(2, broker.Publishes.Count(static publish => publish.MessageId == "o-025"));
        await Eventually.HoldsAsync(() => broker.OpenConnections.Count == 1, "the quarantine's connection to be closed");
        await PublishAsync(publisher, "later", "ann").WaitAsync(SoonEnough);
        await Faults.Pools.AreBalancedAsync(publisher);
    }

    [Fact]
    public async Task Those_that_wait_their_turn_keep_their_order_when_the_quarantines_connection_is_lost()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        int ends = 0;
        broker.OnPublish(publish =>
        {
            // The first connection ends for an unreadable message; the second, the quarantine's, at its third message, without a word.
            if (publish.MessageId == "o-005" && Interlocked.CompareExchange(ref ends, 1, 0) == 0)
            {
                publish.Connection.Close(501, "FRAME_ERROR - cannot read this");
            }
            else if (publish.MessageId == "o-007" && Interlocked.CompareExchange(ref ends, 2, 1) == 1)
            {
                publish.Connection.End();
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        Task<PublishReceipt>[] ordered = [.. Enumerable.Range(0, 20).Select(i => PublishAsync(publisher, $"o-{i:000}", "ann"))];
        await Task.WhenAll(ordered).WaitAsync(SoonEnough);

        Assert.Equal(2, ends);
        string[] first = [.. broker.Publishes.Select(static publish => publish.MessageId!).Distinct()];
        Assert.Equal(first.Order(StringComparer.Ordinal), first);
    }

    [Fact]
    public async Task It_does_not_wait_for_the_bytes_that_others_have_in_flight()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var others = new ConcurrentQueue<ReceivedPublish>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.OnPublish(publish =>
        {
            if (publish.MessageId != "poison")
            {
                others.Enqueue(publish);
                if (others.Count == 2)
                {
                    all.SetResult();
                }
            }
            else if (broker.Publishes.Count(static one => one.MessageId == "poison") > 1)
            {
                publish.Connection.Close(501, "FRAME_ERROR - cannot read this");
            }
        });
        // Two connections, and bytes for two of the three messages: one message on each, and one that waits and takes the bytes of the poison once its connection ends.
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static rabbit => (rabbit.Connections, rabbit.ChannelPoolSize, rabbit.MaxInFlightBytes) = (2, 1, 25_000));
        await publisher.ConnectAsync();
        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().Channels == 2, "both channels");

        Task<PublishReceipt> poison = PublishAsync(publisher, "poison", body: 10_000);
        Task<PublishReceipt> first = PublishAsync(publisher, "other1", body: 10_000);
        await broker.WaitForPublishesAsync(2);
        Task<PublishReceipt> second = PublishAsync(publisher, "other2", body: 10_000);
        ReceivedPublish[] sent = [.. broker.Publishes.OrderBy(static publish => publish.MessageId == "poison")];
        Assert.NotSame(sent[0].Connection, sent[1].Connection);
        sent[1].Connection.Close(501, "FRAME_ERROR - cannot read this");
        await all.Task.WaitAsync(SoonEnough);
        var exception = await Assert.ThrowsAnyAsync<PublishException>(() => poison.WaitAsync(SoonEnough));

        Assert.Equal(2, exception.Attempts);
        Assert.Contains("(501)", exception.ToString(), StringComparison.Ordinal);
        Assert.False(first.IsCompleted || second.IsCompleted);
        Assert.All(others, static publish => publish.Ack());
        await Task.WhenAll(first, second).WaitAsync(SoonEnough);
        await Faults.Pools.AreBalancedAsync(publisher);
    }

    private static Task<PublishReceipt> PublishAsync(GoQueuePublisher publisher, string id, string? key = null, int body = 3) =>
        publisher.PublishOrderPlacedAsync(new(1, new string('a', body)), new PublishOptions { MessageId = id, OrderingKey = key }).AsTask();
}
