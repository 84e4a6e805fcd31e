using System.Collections.Concurrent;
using GoQueue.Core.Tests.Publishing.Misuse;
using GoQueue.RabbitMQ.Tests.Faults;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>
/// Messages with one id: different events, and the publish after a failure that the exception advises.
/// </summary>
public sealed class MessageIdTests
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_events_with_one_id_at_the_same_time_have_each_its_own_outcome(bool deduplicates)
    {
        const int Pairs = 200;
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync(MisuseScene.RoutedExchange);
        await vhost.DeclareExchangeAsync(MisuseScene.UnroutedExchange);
        await vhost.DeclareQueueAsync(MisuseScene.Queue, MisuseScene.RoutedExchange);
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue =>
        {
            goqueue.UseRabbitMQ(vhost.Uri.ToString(), static o => o.ChannelPoolSize = 1);
            if (deduplicates)
            {
                goqueue.UseDeduplication();
            }
        });

        await Task.WhenAll(Enumerable.Range(0, Pairs).Select(async i =>
        {
            var id = new PublishOptions { MessageId = $"pair-{i}" };
            Task<PublishReceipt> unrouted = publisher.PublishAsync(new Unrouted(i), id).AsTask();
            Task<PublishReceipt> routed = publisher.PublishAsync(new Routed(i), id).AsTask();
            Assert.Equal(id.MessageId, (await routed.WaitAsync(s_hang)).MessageId);
            await Assert.ThrowsAsync<UnroutableMessageException>(() => unrouted.WaitAsync(s_hang));
        }));

        Assert.Equal(Pairs, (await vhost.DrainAsync(MisuseScene.Queue)).Select(static message => message.BasicProperties.MessageId).Distinct().Count());
        await Pools.AreBalancedAsync(publisher);
        Assert.Equal((0, 0), publisher.IdsInUse.Count);
    }

    [Fact]
    public async Task Publishing_again_with_the_id_of_a_rejected_message_is_never_refused()
    {
        const int Tries = 1_000;
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("full", "orders", arguments: new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" });
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.PublishOrderPlacedAsync(new(0, "fills the queue"));
        var others = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async caller =>
        {
            var id = new PublishOptions { MessageId = $"caller-{caller}" };
            for (int i = 0; i < Tries / 50; i++)
            {
                try
                {
                    await publisher.PublishOrderPlacedAsync(new(i, "ann"), id).AsTask().WaitAsync(s_hang);
                    others.Add("a receipt");
                }
                catch (MessageRejectedException)
                {
                    // And at once again.
                }
                catch (PublishException exception)
                {
                    others.Add(exception.Message);
                }
            }
        }));

        Assert.Empty(others);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_late_answer_to_a_message_whose_time_is_over_is_not_taken_for_that_of_the_next_one_with_its_id(bool oldComesBack, bool newComesBack)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static _ => { });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.ChannelPoolSize = 1);
        var id = new PublishOptions { MessageId = "order-7" };

        await Assert.ThrowsAsync<PublishTimeoutException>(
            () => publisher.PublishOrderPlacedAsync(new(1, "ann"), id with { Timeout = TimeSpan.FromMilliseconds(300) }).AsTask().WaitAsync(s_hang));
        Task<PublishReceipt> second = publisher.PublishOrderPlacedAsync(new(1, "ann"), id).AsTask();
        await broker.WaitForPublishesAsync(2);
        Answer(broker.Publishes[oldComesBack ? 0 : 1], oldComesBack || newComesBack);
        Answer(broker.Publishes[oldComesBack ? 1 : 0], comesBack: false);

        if (newComesBack)
        {
            await Assert.ThrowsAsync<UnroutableMessageException>(() => second.WaitAsync(s_hang));
        }
        else
        {
            Assert.Equal("order-7", (await second.WaitAsync(s_hang)).MessageId);
        }

        await Pools.AreBalancedAsync(publisher);
        Assert.Equal((0, 0), publisher.IdsInUse.Count);
    }

    [Fact]
    public async Task A_broker_sends_the_mark_of_a_repeated_id_back_with_a_return()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        IChannel channel = await vhost.GetChannelAsync();
        var returned = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.BasicReturnAsync += (_, answer) =>
        {
            returned.TrySetResult(answer.BasicProperties.ClusterId);
            return Task.CompletedTask;
        };

        await channel.BasicPublishAsync("orders", "k", mandatory: true, new BasicProperties { MessageId = "m", ClusterId = "1" }, ReadOnlyMemory<byte>.Empty);

        Assert.Equal("1", await returned.Task.WaitAsync(s_hang));
    }

    private static void Answer(ReceivedPublish publish, bool comesBack)
    {
        if (comesBack)
        {
            publish.ReturnAndAck();
        }
        else
        {
            publish.Ack();
        }
    }
}
