
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ.Channels;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>A channel that rejects messages (nack) gives way to another: what RabbitMQ knows wrongly of a queue, it knows per channel.</summary>
[Covers<ConfirmChannel>]
public sealed class RejectingChannelTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("")]
    [InlineData("key")]
    public async Task A_channel_that_rejects_everything_is_replaced_and_takes_nothing_with_it(string key)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        ScriptedChannel? sick = null;
        ReceivedPublish? held = null;
        broker.OnPublish(publish =>
        {
            sick ??= publish.Channel;
            if (publish.Channel != sick)
            {
                publish.Ack();
            }
            else if (publish.MessageId == "held")
            {
                held = publish;
            }
            else
            {
                publish.Nack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1);
        Task<PublishReceipt> pending = Publish(publisher, "held", key);
        await Eventually.HoldsAsync(() => held is not null, "the message that has no answer yet");

        await Assert.ThrowsAsync<MessageRejectedException>(() => Publish(publisher, "rejected", key).WaitAsync(SoonEnough));
        Task<PublishReceipt> next = Publish(publisher, "next", key);
        // The channel waits for the answer that is due: it ends without one message on it.
        held!.Ack();

        Assert.Equal((1, false), (await pending.WaitAsync(SoonEnough)) is var first ? (first.Attempts, first.MayBeDuplicated) : default);
        Assert.Equal((1, false), (await next.WaitAsync(SoonEnough)) is var second ? (second.Attempts, second.MayBeDuplicated) : default);
        Assert.NotSame(sick, broker.Publishes[^1].Channel);
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task An_answer_that_stays_away_does_not_keep_others_waiting()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            if (publish.MessageId == "rejected")
            {
                publish.Nack();
            }
            else if (publish.MessageId != "held")
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1);
        Task<PublishReceipt> held = Publish(publisher, "held", "key");
        await Assert.ThrowsAsync<MessageRejectedException>(() => Publish(publisher, "rejected", "key").WaitAsync(SoonEnough));

        // Far less than the confirm timeout (30 s) that ends the wait for the other one.
        await Publish(publisher, "next", "key").WaitAsync(TimeSpan.FromSeconds(20));

        Assert.False(held.IsCompleted);
        broker.Publishes[0].Ack();
        await held.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_queue_that_stays_full_does_not_wear_channels_out()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Nack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1);

        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        for (int number = 0; number < 300; number++)
        {
            await Assert.ThrowsAsync<MessageRejectedException>(() => Publish(publisher, $"m-{number}", "").WaitAsync(SoonEnough));
        }

        // The first goes at once, its successors after 1, 2, 4 … seconds.
        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
        Assert.InRange(broker.Publishes.Select(static publish => publish.Channel).Distinct().Count(), 2, 3 + (int)Math.Log2(1 + seconds));
    }

    private static Task<PublishReceipt> Publish(GoQueuePublisher publisher, string id, string key) => publisher
        .PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = id, OrderingKey = key.Length == 0 ? null : key }).AsTask();
}
