using GoQueue.Core.Tests.Harness;
using GoQueue.Core.Tests.Publishing.Batching;
using Xunit;

namespace GoQueue.Core.Tests.Messages;

/// <summary>Message ids that callers give: whose they are, and when they may be used again.</summary>
public sealed class MessageIdTests
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);
    private static readonly PublishOptions s_id = new() { MessageId = "order-7" };

    public static TheoryData<bool> Deduplication => [false, true];

    [Theory]
    [MemberData(nameof(Deduplication))]
    public async Task Two_different_events_may_have_one_id_at_the_same_time(bool deduplicates)
    {
        var transport = new ManualTransport();
        await using var publisher = Create(transport, deduplicates);

        var placed = publisher.PublishAsync(Shop.Order, s_id).AsTask();
        var cancelled = publisher.PublishAsync(new OrderCancelled(7), s_id).AsTask();
        Assert.Equal(2, transport.Held);
        transport.Confirm();
        transport.Reject();

        Assert.False((await placed.WaitAsync(s_hang)).Deduplicated);
        Assert.Equal("order-7", (await Assert.ThrowsAsync<MessageRejectedException>(() => cancelled.WaitAsync(s_hang))).MessageId);
    }

    [Fact]
    public async Task A_second_message_with_the_id_of_one_that_has_not_ended_is_refused_with_the_cure()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var first = publisher.PublishAsync(Shop.Order, s_id);

        var refused = await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishAsync(Shop.Order, s_id));

        Assert.Equal(
            "Message order-7 (shop.orders/order.placed 1.2) was not sent. A message of shop.orders/order.placed with the id 'order-7' is under way already: wait for its result, or give this message another id.",
            refused.Message);
        transport.Confirm();
        await first;
    }

    [Theory]
    [MemberData(nameof(Deduplication))]
    public async Task An_id_may_be_used_again_as_soon_as_the_failure_is_known(bool deduplicates)
    {
        const int Tries = 1_000;
        var transport = new ManualTransport();
        await using var publisher = Create(transport, deduplicates);
        for (var i = 0; i < Tries; i++)
        {
            var publish = publisher.PublishAsync(Shop.Order, s_id).AsTask();
            Assert.Equal(1, transport.Held);
            var report = Task.Run(i % 2 == 0 ? transport.Reject : transport.LoseForGood);

            var failure = await Assert.ThrowsAnyAsync<PublishException>(() => publish.WaitAsync(s_hang));

            Assert.IsNotType<MessageRefusedException>(failure);
            var again = publisher.PublishAsync(Shop.Order, s_id).AsTask();
            await report;
            Assert.False(again.IsCompleted);
            transport.Reject();
            await Assert.ThrowsAsync<MessageRejectedException>(() => again.WaitAsync(s_hang));
            await Eventually.TrueAsync(() => transport.Held == 0, "nothing to be held");
        }
    }

    [Fact]
    public async Task An_id_may_be_used_again_as_soon_as_the_receipt_is_there()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        for (var i = 0; i < 1_000; i++)
        {
            var publish = publisher.PublishAsync(Shop.Order, s_id).AsTask();
            var report = Task.Run(transport.Confirm);
            Assert.Equal("order-7", (await publish.WaitAsync(s_hang)).MessageId);
            await report;
        }
    }

    [Theory]
    [MemberData(nameof(Deduplication))]
    public async Task An_id_is_free_after_a_timeout_and_the_late_answer_of_the_first_does_not_reach_the_second(bool deduplicates)
    {
        var transport = new ManualTransport();
        await using var publisher = Create(transport, deduplicates);
        var first = publisher.PublishAsync(Shop.Order, s_id).AsTask();
        transport.Peek().Expire("the broker's answer is missing.", lastFault: null);
        Assert.Equal(PublishOutcome.Unknown, (await Assert.ThrowsAsync<PublishTimeoutException>(() => first.WaitAsync(s_hang))).Outcome);

        var second = publisher.PublishAsync(Shop.Order, s_id).AsTask();
        Assert.Equal(2, transport.Held);
        transport.Confirm();
        Assert.False(second.IsCompleted);
        transport.Reject();

        var failure = await Assert.ThrowsAnyAsync<PublishException>(() => second.WaitAsync(s_hang));
        Assert.Equal(deduplicates ? PublishOutcome.Unknown : PublishOutcome.Rejected, failure.Outcome);
    }

    [Theory]
    [MemberData(nameof(Deduplication))]
    public async Task An_id_is_free_after_a_cancellation(bool deduplicates)
    {
        var transport = new ManualTransport();
        await using var publisher = Create(transport, deduplicates);
        using var cancellation = new CancellationTokenSource();
        var first = publisher.PublishAsync(Shop.Order, s_id, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => first.WaitAsync(s_hang));

        var second = publisher.PublishAsync(Shop.Order, s_id).AsTask();
        transport.LoseForGood();
        Assert.False(second.IsCompleted);
        transport.Confirm();

        Assert.Equal(deduplicates, (await second.WaitAsync(s_hang)).MayBeDuplicated);
    }

    [Fact]
    public async Task A_generated_id_may_be_published_again_after_a_timeout_and_is_told_apart_from_the_first()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var first = publisher.PublishAsync(Shop.Order).AsTask();
        transport.Peek().Expire("the broker's answer is missing.", lastFault: null);
        var failure = await Assert.ThrowsAsync<PublishTimeoutException>(() => first.WaitAsync(s_hang));

        var second = publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = failure.MessageId }).AsTask();

        var old = transport.Take();
        Assert.Equal((0, 1), (old.Message.Repetition, transport.Message.Repetition));
        old.Confirm();
        transport.Confirm();
        Assert.Equal(failure.MessageId, (await second.WaitAsync(s_hang)).MessageId);
        Assert.Equal((0, 0), publisher.IdsInUse.Count);
    }

    [Fact]
    public async Task No_id_is_kept_after_publishes_that_ended_in_any_way()
    {
        var transport = new ManualTransport();
        await using var publisher = Create(transport, deduplicates: true);
        for (var i = 0; i < 300; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var publish = publisher.PublishAsync(Shop.Order, i % 2 == 0 ? null : new PublishOptions { MessageId = $"{i % 7}" }, cancellation.Token).AsTask();
            if (transport.Held > 0)
            {
                var report = (i % 3) switch
                {
                    0 => Task.Run(transport.Confirm),
                    1 => Task.Run(transport.Reject),
                    _ => Task.Run(transport.LoseForGood),
                };
                await cancellation.CancelAsync();
                await report;
            }

            await ((Task)publish).WaitAsync(s_hang).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        await publisher.Operations.WhenIdleAsync().WaitAsync(s_hang);
        Assert.Equal((0, 0), publisher.IdsInUse.Count);
    }

    private static GoQueuePublisher Create(ManualTransport transport, bool deduplicates) => transport.Publisher(goqueue =>
    {
        if (deduplicates)
        {
            goqueue.UseDeduplication();
        }
    });
}
