using GoQueue.Delivery.Operations;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>What the caller sees of each thing a broker can say, or not say. The broker is scripted, so that it says exactly that.</summary>
[Covers(typeof(PublishFailures))]
[Trait("Speed", "Quick")]
public sealed class OutcomeTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Confirms_out_of_order_single_and_multiple_complete_their_own_messages()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnBatch(6, batch =>
        {
            batch[4].Ack();
            batch[1].Nack();
            batch[2].Ack(multiple: true);
            batch[5].Nack();
            batch[3].Ack();
        });
        await using GoQueuePublisher publisher = OneChannel(broker);

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 6).Select(i => Publish(publisher, i))];

        int[] rejected = [1, 5];
        for (int i = 0; i < 6; i++)
        {
            if (rejected.Contains(i))
            {
                var exception = await Assert.ThrowsAsync<MessageRejectedException>(() => publishes[i].WaitAsync(SoonEnough));
                Assert.Equal(($"m-{i}", PublishOutcome.Rejected, 1), (exception.MessageId, exception.Outcome, exception.Attempts));
            }
            else
            {
                Assert.Equal(new PublishReceipt($"m-{i}", (await publishes[i]).Timestamp, 1, false, false), await publishes[i].WaitAsync(SoonEnough));
            }
        }
    }

    [Fact]
    public async Task A_return_speaks_of_the_message_with_its_id_also_among_equal_bodies()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnBatch(4, batch =>
        {
            batch[2].Return();
            batch[0].Return();
            batch[3].Ack(multiple: true);
        });
        await using GoQueuePublisher publisher = OneChannel(broker);

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 4).Select(i => publisher.PublishOrderPlacedAsync(new(7, "same")).AsTask())];

        await broker.WaitForPublishesAsync(4);
        Assert.Equal((312, broker.Publishes[0].MessageId), await Returned(publishes[0]));
        Assert.Equal((312, broker.Publishes[2].MessageId), await Returned(publishes[2]));
        await Task.WhenAll(publishes[1], publishes[3]).WaitAsync(SoonEnough);

        static async Task<(int, string?)> Returned(Task publish)
        {
            var exception = await Assert.ThrowsAsync<UnroutableMessageException>(() => publish.WaitAsync(SoonEnough));
            return (exception.ReplyCode, exception.MessageId);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_connection_resends_with_the_same_id_or_says_that_the_outcome_is_unknown(bool allowDuplicates)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnBatch(3, batch => batch[0].Connection.End());
        await using GoQueuePublisher publisher = OneChannel(broker, o => o.AllowDuplicates = allowDuplicates);

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 3).Select(i => Publish(publisher, i))];
        await broker.WaitForPublishesAsync(3);
        broker.OnPublish(publish => publish.Ack());

        for (int i = 0; i < 3; i++)
        {
            if (allowDuplicates)
            {
                PublishReceipt receipt = await publishes[i].WaitAsync(SoonEnough);
                Assert.Equal(($"m-{i}", 2, true), (receipt.MessageId, receipt.Attempts, receipt.MayBeDuplicated));
            }
            else
            {
                var exception = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => publishes[i].WaitAsync(SoonEnough));
                Assert.Equal(($"m-{i}", PublishOutcome.Unknown, 1), (exception.MessageId, exception.Outcome, exception.Attempts));
                Assert.Contains("may hold it", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_channel_closed_for_one_message_fails_only_that_one(bool connectionDiesToo)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        bool closed = false;
        broker.OnPublish(publish =>
        {
            if (publish.Exchange != "gone")
            {
                // The first one stays without an answer; what comes after the close is dropped.
                if (closed)
                {
                    publish.Ack();
                }

                return;
            }

            closed = true;
            if (connectionDiesToo)
            {
                publish.Channel.CloseNotFoundThenConnection("gone");
            }
            else
            {
                publish.Channel.CloseNotFound("gone");
            }
        });
        await using GoQueuePublisher publisher = OneChannel(broker);
        await publisher.ConnectAsync();

        Task<PublishReceipt> before = Publish(publisher, 0);
        // Each exchange is asked for first: without this the offender may be there before it.
        await broker.WaitForPublishesAsync(1);
        Task<PublishReceipt> offender = publisher.PublishAsync(new Misdirected(), new PublishOptions { MessageId = "m-1" }).AsTask();
        await Eventually.HoldsAsync(() => broker.Publishes.Any(p => p.Exchange == "gone"), "the offender at the broker");
        Task<PublishReceipt> after = Publish(publisher, 2);

        var exception = await Assert.ThrowsAsync<ExchangeNotFoundException>(() => offender.WaitAsync(SoonEnough));
        Assert.Equal(("m-1", PublishOutcome.NotSent), (exception.MessageId, exception.Outcome));
        Assert.Contains("'gone'", exception.Message, StringComparison.Ordinal);
        PublishReceipt first = await before.WaitAsync(SoonEnough);
        Assert.Equal((2, true), (first.Attempts, first.MayBeDuplicated));
        Assert.Equal("m-2", (await after.WaitAsync(SoonEnough)).MessageId);
    }

    [Fact]
    public async Task What_may_have_been_stored_before_a_permission_was_revoked_is_never_told_as_not_sent()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnBatch(3, batch => batch[0].Channel.Close(403, "ACCESS_REFUSED - access to exchange 'orders' in vhost '/' refused for user 'guest'"));
        await using GoQueuePublisher publisher = OneChannel(broker);

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 3).Select(i => Publish(publisher, i))];
        await broker.WaitForPublishesAsync(3);
        broker.OnPublish(publish => publish.Ack());

        // All three went to the exchange that the broker names, and any may be the one it refused: then it has stored those before it. Only the last is not there.
        foreach (int number in new[] { 0, 1 })
        {
            var unknown = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => publishes[number].WaitAsync(SoonEnough));
            Assert.Equal(($"m-{number}", typeof(PublishAccessDeniedException)), (unknown.MessageId, unknown.InnerException?.GetType()));
        }

        var exception = await Assert.ThrowsAsync<PublishAccessDeniedException>(() => publishes[2].WaitAsync(SoonEnough));
        Assert.Equal(("m-2", PublishOutcome.NotSent), (exception.MessageId, exception.Outcome));
        Assert.DoesNotContain("guest", exception.ToString(), StringComparison.Ordinal);

        // The denial is remembered for a moment.
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    PublishReceipt receipt = await Publish(publisher, 3);
                    Assert.Equal(1, receipt.Attempts);
                    return true;
                }
                catch (PublishAccessDeniedException)
                {
                    return false;
                }
            },
            "the denial to be forgotten");
    }

    [Fact]
    public async Task A_confirm_for_a_message_that_was_never_sent_ends_the_channel_and_confirms_nothing()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => publish.Channel.Ack(publish.Tag + 1, multiple: true));
        await using GoQueuePublisher publisher = OneChannel(broker);
        Task<PublishReceipt> publish = Publish(publisher, 0);
        await broker.WaitForPublishesAsync(1);
        broker.OnPublish(again => again.Ack());

        PublishReceipt receipt = await publish.WaitAsync(SoonEnough);

        Assert.True(receipt.MayBeDuplicated);
        Assert.True(receipt.Attempts >= 2);
    }

    [Fact]
    public async Task A_broker_that_stops_in_order_is_waited_for()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            broker.StopListening();
            publish.Connection.Close(320, "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'");
        });
        await using GoQueuePublisher publisher = OneChannel(broker);

        Task<PublishReceipt> publish = Publish(publisher, 0);
        await broker.WaitForPublishesAsync(1);
        Task<PublishReceipt> meanwhile = Publish(publisher, 1);
        broker.OnPublish(again => again.Ack());
        await Eventually.HoldsAsync(() => broker.OpenConnections.Count == 0, "the connection's end");
        broker.Listen();

        Assert.Equal((2, true), (await publish.WaitAsync(SoonEnough)) is var first ? (first.Attempts, first.MayBeDuplicated) : default);
        await meanwhile.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task An_id_that_is_under_way_is_refused_and_free_again_afterwards()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var held = new TaskCompletionSource<ReceivedPublish>();
        broker.OnPublish(publish => held.TrySetResult(publish));
        await using GoQueuePublisher publisher = OneChannel(broker);
        Task<PublishReceipt> first = Publish(publisher, 0);
        ReceivedPublish received = await held.Task;

        var exception = await Assert.ThrowsAsync<MessageRefusedException>(() => Publish(publisher, 0));
        Assert.Contains("'m-0' is under way", exception.Message, StringComparison.Ordinal);

        received.Ack();
        await first.WaitAsync(SoonEnough);
        broker.OnPublish(publish => publish.Ack());
        await Publish(publisher, 0).WaitAsync(SoonEnough);
    }

    private static GoQueuePublisher OneChannel(ScriptedBroker broker, Action<RabbitMQOptions>? configure = null) => Publishers.Create(
        broker.Uri.ToString(),
        options =>
        {
            options.ChannelPoolSize = 1;
            configure?.Invoke(options);
        });

    private static Task<PublishReceipt> Publish(GoQueuePublisher publisher, int number) =>
        publisher.PublishOrderPlacedAsync(new(number, "ann"), new PublishOptions { MessageId = $"m-{number}" }).AsTask();
}
