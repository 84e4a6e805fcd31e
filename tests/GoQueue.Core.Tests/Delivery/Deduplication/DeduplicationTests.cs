using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Delivery.Deduplication;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.Deduplication;

[Covers<DeduplicationWindow>]
public sealed class DeduplicationTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ManualTransport _transport = new();
    private readonly GoQueuePublisher _publisher;

    public DeduplicationTests() => _publisher = _transport.Publisher(goqueue => goqueue
        .UseTimeProvider(_time)
        .UseDeduplication(d => (d.Window, d.Capacity) = (TimeSpan.FromMinutes(1), 3)));

    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync();
        await _transport.DisposeAsync();
    }

    [Fact]
    public async Task A_confirmed_id_is_not_sent_again_and_the_receipt_says_so()
    {
        var first = Publish("a");
        _transport.Confirm();
        var second = await Publish("a");

        Assert.Equal(new PublishReceipt("a", _time.GetUtcNow(), 1, false, false), await first);
        Assert.Equal(new PublishReceipt("a", _time.GetUtcNow(), 0, false, true), second);
        Assert.Equal(1, _transport.Sent);
    }

    [Fact]
    public async Task The_same_id_of_another_action_is_another_message()
    {
        await Confirmed(Publish("a"));

        await Confirmed(_publisher.PublishAsync(new OrderCancelled(1), new PublishOptions { MessageId = "a" }));

        Assert.Equal(2, _transport.Sent);
    }

    [Fact]
    public async Task An_id_is_forgotten_when_its_window_is_over()
    {
        await Confirmed(Publish("a"));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await Publish("a")).Deduplicated);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await Confirmed(Publish("a"))).Deduplicated);
    }

    [Fact]
    public async Task The_oldest_ids_go_first_where_there_are_too_many()
    {
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await Confirmed(Publish(id));
        }

        Assert.True((await Publish("b")).Deduplicated);
        Assert.False((await Confirmed(Publish("a"))).Deduplicated);
    }

    [Fact]
    public async Task A_concurrent_message_with_the_same_id_waits_and_shares_the_confirmation()
    {
        var first = Publish("a").AsTask();
        var second = Publish("a").AsTask();
        var third = Publish("a").AsTask();
        Assert.Equal(1, _transport.Held);
        Assert.False(second.IsCompleted);

        _transport.Confirm();

        Assert.False((await first).Deduplicated);
        Assert.True((await second).Deduplicated);
        Assert.True((await third).Deduplicated);
        Assert.Equal(1, _transport.Sent);
    }

    [Fact]
    public async Task A_concurrent_message_shares_the_failure_which_forgets_the_id()
    {
        var first = Publish("a").AsTask();
        var second = Publish("a").AsTask();
        _transport.Reject();

        await Assert.ThrowsAsync<MessageRejectedException>(() => first);
        Assert.Equal("a", (await Assert.ThrowsAsync<MessageRejectedException>(() => second)).MessageId);
        Assert.False((await Confirmed(Publish("a"))).Deduplicated);
    }

    [Fact]
    public async Task Where_the_first_caller_cancels_the_next_message_is_sent_at_once_and_a_late_confirmation_still_counts()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Publish("a", cancellation.Token).AsTask();
        var second = Publish("a").AsTask();
        var third = Publish("a").AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => first);
        await Until.TrueAsync(() => _transport.Held == 2);
        Assert.False(second.IsCompleted);

        _transport.Confirm();

        Assert.True((await third).Deduplicated);
        Assert.True((await Publish("a")).Deduplicated);
        Assert.False(second.IsCompleted);
        _transport.Confirm();
        var receipt = await second;
        Assert.Equal((1, true, false), (receipt.Attempts, receipt.MayBeDuplicated, receipt.Deduplicated));
        Assert.Equal(2, _transport.Sent);
    }

    [Fact]
    public async Task Where_the_first_caller_cancels_and_its_message_is_lost_the_next_one_has_its_own_outcome()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Publish("a", cancellation.Token).AsTask();
        var second = Publish("a").AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => first);
        await Until.TrueAsync(() => _transport.Held == 2);

        _transport.Lose();
        Assert.Equal(1, _transport.Held);
        _transport.Confirm();

        var receipt = await second;
        Assert.Equal((1, true, false), (receipt.Attempts, receipt.MayBeDuplicated, receipt.Deduplicated));
        Assert.Equal(2, _transport.Sent);
    }

    [Fact]
    public async Task A_message_that_follows_one_whose_caller_cancelled_is_sent_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Publish("a", cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => first);

        var second = Publish("a").AsTask();
        Assert.Equal(2, _transport.Held);
        _transport.Lose();
        _transport.Confirm();

        Assert.Equal((true, false), ((await second).MayBeDuplicated, (await second).Deduplicated));
        Assert.True((await Publish("a")).Deduplicated);
    }

    [Fact]
    public async Task A_waiting_caller_can_cancel_for_itself()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Publish("a").AsTask();
        var second = Publish("a", cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        Assert.Equal(PublishOutcome.NotSent, (await Assert.ThrowsAsync<PublishCanceledException>(() => second)).Outcome);
        _transport.Confirm();
        await first;
    }

    [Fact]
    public async Task A_waiting_message_has_its_own_bound()
    {
        var first = Publish("a").AsTask();
        var second = _publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = "a", Timeout = TimeSpan.FromSeconds(5) }).AsTask();
        _time.Advance(TimeSpan.FromSeconds(5));

        var error = await Assert.ThrowsAsync<PublishTimeoutException>(() => second);

        Assert.Equal(
            "Message a (shop.orders/order.placed 1.2) was not sent within its PublishTimeout (5 s): another message with its id is under way and has not ended.",
            error.Message);
        _transport.Confirm();
        await first;
    }

    [Fact]
    public async Task Deduplication_answers_while_the_circuit_is_open()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseDeduplication().UseCircuitBreaker(b => b.FailureThreshold = 1));
        var good = publisher.PublishAsync(Shop.Order, Shop.Fixed);
        transport.Confirm();
        await good;
        var bad = publisher.PublishAsync(Shop.Order);
        transport.Reject();
        await Assert.ThrowsAsync<MessageRejectedException>(async () => await bad);

        Assert.True((await publisher.PublishAsync(Shop.Order, Shop.Fixed)).Deduplicated);
        await Assert.ThrowsAsync<CircuitOpenException>(async () => await publisher.PublishAsync(Shop.Order));
    }

    [Fact]
    public async Task A_thousand_callers_with_a_hundred_ids_send_a_hundred_messages()
    {
        var shop = new Shop();
        await using var publisher = shop.Publisher(goqueue => goqueue.UseDeduplication());

        var receipts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async number =>
        {
            await Task.Yield();
            return await publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = $"m-{number % 100}" });
        }));

        Assert.Equal(100, shop.Queue.Count);
        Assert.Equal(900, receipts.Count(receipt => receipt.Deduplicated));
    }

    [Fact]
    public async Task It_is_logged()
    {
        using var loggers = new RecordingLoggers();
        var shop = new Shop();
        await using var publisher = shop.Publisher(goqueue => goqueue.UseDeduplication().UseLogging(loggers));
        await publisher.PublishAsync(Shop.Order, Shop.Fixed);
        await publisher.PublishAsync(Shop.Order, Shop.Fixed);

        Assert.Equal(
            "Debug 1006 GoQueue.Publisher: Did not send OrderPlaced, message msg-123 (shop.orders/order.placed), again: one with its id was confirmed within the window.",
            loggers.Of("GoQueue.Publisher").Last());
    }

    [Theory]
    [InlineData(0, 1, "DeduplicationOptions.Window is 00:00:00: it must be 00:00:00.0010000 to 30.00:00:00, or Timeout.InfiniteTimeSpan for the longest.")]
    [InlineData(1, 0, "DeduplicationOptions.Capacity is 0: it must be at least 1.")]
    public void Bounds_of_nothing_are_refused(int seconds, int capacity, string message)
    {
        var error = Assert.Throws<GoQueueConfigurationException>(
            () => _transport.Publisher(goqueue => goqueue.UseDeduplication(d => (d.Window, d.Capacity) = (TimeSpan.FromSeconds(seconds), capacity))));

        Assert.Equal(message, error.Message);
    }

    private ValueTask<PublishReceipt> Publish(string id, CancellationToken token = default) =>
        _publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = id }, token);

    private async Task<PublishReceipt> Confirmed(ValueTask<PublishReceipt> publish)
    {
        _transport.Confirm();
        return await publish;
    }
}
