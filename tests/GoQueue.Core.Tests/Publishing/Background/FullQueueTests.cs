using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.Publishing.Background;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Background;

[Covers<BackgroundQueue>]
public sealed class FullQueueTests : BackgroundScene
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fullQueue_makes_callers_wait(bool byBytes)
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport, options =>
        {
            options.MaxMessages = byBytes ? 1000 : 2;
            options.MaxBytes = byBytes ? 350 : 1_000_000;
        });
        var first = await publisher.Background.EnqueueAsync(new Counted(1));
        await publisher.Background.EnqueueAsync(new Counted(2));
        var third = publisher.Background.EnqueueAsync(new Counted(3)).AsTask();
        var fourth = publisher.Background.EnqueueAsync(new Counted(4)).AsTask();
        Assert.False(third.IsCompleted || fourth.IsCompleted);
        Assert.Equal(2, publisher.Background.Count);

        transport.Release();
        await first.Completion;
        await third;
        Assert.False(fourth.IsCompleted);
        transport.Open();
        await (await fourth).Completion;
        await publisher.Background.FlushAsync();
        Assert.Equal(4, Queue.Count);
    }

    [Fact]
    public async Task A_message_larger_than_the_wholeQueue_goes_alone()
    {
        await using var publisher = Create(configure: options => options.MaxBytes = 10);
        await (await publisher.Background.EnqueueAsync(new Counted(1))).Completion;
        Assert.Equal(1, Queue.Count);
    }

    [Fact]
    public async Task Waiting_for_room_can_be_cancelled_and_lets_others_in()
    {
        var transport = new HeldTransport(Broker);
        using var cancellation = new CancellationTokenSource();
        await using var publisher = Create(transport, options => options.MaxMessages = 1);
        await publisher.Background.EnqueueAsync(new Counted(1));
        var second = publisher.Background.EnqueueAsync(new Counted(2), new PublishOptions { MessageId = "m2" }, cancellation.Token).AsTask();
        var third = publisher.Background.EnqueueAsync(new Counted(3)).AsTask();
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<PublishCanceledException>(() => second);
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Equal("The background publish of message m2 (counts/count.made 1.0) was cancelled while it waited for room in the queue: nothing was sent.", exception.Message);
        transport.Open();
        await (await third).Completion;
        Assert.Equal(2, Queue.Count);
    }

    [Fact]
    public async Task A_fullQueue_may_fail_the_call()
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport, options => (options.MaxMessages, options.WhenFull) = (1, WhenQueueFull.Fail));
        await publisher.Background.EnqueueAsync(new Counted(1));
        var bytes = publisher.Background.Bytes;
        var exception = await Assert.ThrowsAsync<PublishQueueFullException>(
            async () => await publisher.Background.EnqueueAsync(new Counted(2), new PublishOptions { MessageId = "m2" }));

        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Equal(
            $"The background queue has no room for message m2 (counts/count.made 1.0): it holds 1 of 1 messages and {bytes} of 33,554,432 bytes; raise BackgroundOptions.MaxMessages or MaxBytes, or let callers wait with WhenFull = Wait.",
            exception.Message);
        Assert.Empty(Failures);
        transport.Open();
    }

    [Fact]
    public async Task A_fullQueue_may_drop_and_says_so()
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport, options => (options.MaxMessages, options.WhenFull) = (1, WhenQueueFull.Drop));
        await publisher.Background.EnqueueAsync(new Counted(1));
        var dropped = await publisher.Background.EnqueueAsync(new Counted(2), new PublishOptions { MessageId = "m2" });

        await Assert.ThrowsAsync<PublishQueueFullException>(() => dropped.Completion);
        await Eventually.TrueAsync(() => !Failures.IsEmpty, "the callback hears of it");
        var failure = Assert.Single(Failures);
        Assert.Equal("m2", failure.MessageId);
        Assert.IsType<PublishQueueFullException>(failure.Exception);
        Assert.Equal(1, publisher.Background.Count);
        transport.Open();
    }

    [Fact]
    public async Task What_waits_at_the_door_is_bounded_by_bytes_and_what_is_over_fails_at_once()
    {
        var transport = new HeldTransport(Broker);
        using var cancellation = new CancellationTokenSource();
        await using var publisher = Create(transport, static options => options.MaxBytes = 100_000);
        var text = new string('x', 90_000);
        await publisher.Background.EnqueueAsync(new Counted(0, text));
        var size = publisher.Background.Bytes;
        var waiting = Enumerable.Range(1, 4).Select(i => publisher.Background.EnqueueAsync(new Counted(i, text), cancellationToken: i == 2 ? cancellation.Token : default).AsTask()).ToArray();

        var exception = await Assert.ThrowsAsync<PublishQueueFullException>(
            async () => await publisher.Background.EnqueueAsync(new Counted(5, text), new PublishOptions { MessageId = "m5" }));
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Equal(
            $"The background queue has no room for message m5 (counts/count.made 1.0), not even to wait: it holds 1 of 1,000 messages and {size:N0} of 100,000 bytes, and {4 * size:N0} bytes wait, four times MaxBytes at most; enqueue slower, or raise BackgroundOptions.MaxMessages or MaxBytes.",
            exception.Message);
        Assert.All(waiting, static call => Assert.False(call.IsCompleted));
        Assert.Empty(Failures);

        // Who gives up leaves room for the next.
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => waiting[1]);
        var next = publisher.Background.EnqueueAsync(new Counted(6, text)).AsTask();
        Assert.False(next.IsCompleted);
        transport.Open();
        await Task.WhenAll((await Task.WhenAll(waiting[0], waiting[2], waiting[3], next)).Select(static handle => handle.Completion));
        Assert.Equal(5, Queue.Count);

        // All that waited has left the door.
        await (await publisher.Background.EnqueueAsync(new Counted(7, text))).Completion;
    }

    [Fact]
    public async Task A_message_larger_than_the_whole_door_waits_alone()
    {
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport, static options => (options.MaxMessages, options.MaxBytes) = (1, 10));
        await publisher.Background.EnqueueAsync(new Counted(1));
        var second = publisher.Background.EnqueueAsync(new Counted(2)).AsTask();
        await Assert.ThrowsAsync<PublishQueueFullException>(async () => await publisher.Background.EnqueueAsync(new Counted(3)));
        Assert.False(second.IsCompleted);
        transport.Open();
        await (await second).Completion;
        Assert.Equal(2, Queue.Count);
    }

    [Theory]
    [InlineData(WhenQueueFull.Wait)]
    [InlineData(WhenQueueFull.Drop)]
    [InlineData(WhenQueueFull.Fail)]
    public async Task Many_small_messages_fill_the_bytes_as_well(WhenQueueFull whenFull)
    {
        // All are of one size, which the first one shows.
        var scale = new HeldTransport(Broker);
        await using var weighed = Create(scale);
        await weighed.Background.EnqueueAsync(new Counted(100));
        var size = weighed.Background.Bytes;
        scale.Open();
        await weighed.FlushAsync();
        var transport = new HeldTransport(Broker);
        await using var publisher = Create(transport, options => (options.MaxBytes, options.WhenFull) = ((200 * size) + size - 1, whenFull));
        var calls = Enumerable.Range(100, 300).Select(i => publisher.Background.EnqueueAsync(new Counted(i)).AsTask()).ToArray();

        Assert.All(calls[..200], static call => Assert.True(call.IsCompletedSuccessfully));
        Assert.Equal((200, 200 * size), (publisher.Background.Count, publisher.Background.Bytes));
        switch (whenFull)
        {
            case WhenQueueFull.Wait:
                Assert.All(calls[200..], static call => Assert.False(call.IsCompleted));
                break;
            case WhenQueueFull.Drop:
                foreach (var call in calls[200..])
                {
                    await Assert.ThrowsAsync<PublishQueueFullException>(async () => await (await call).Completion);
                }

                await Eventually.TrueAsync(() => Failures.Count == 100, "the callback hears of each");
                break;
            default:
                foreach (var call in calls[200..])
                {
                    var exception = await Assert.ThrowsAsync<PublishQueueFullException>(() => call);
                    Assert.Contains($"it holds 200 of 1,000 messages and {200 * size:N0} of {(201 * size) - 1:N0} bytes", exception.Message, StringComparison.Ordinal);
                }

                break;
        }

        // One leaves, one comes in: the bytes are given back to the last of them.
        transport.Open();
        await publisher.FlushAsync();
        var expected = whenFull == WhenQueueFull.Wait ? 301 : 201;
        if (whenFull == WhenQueueFull.Wait)
        {
            await Task.WhenAll((await Task.WhenAll(calls)).Select(static handle => handle.Completion));
        }

        await Eventually.TrueAsync(() => Queue.Count == expected, "what was accepted arrives, and nothing else");
        Assert.Equal((0, 0L), (publisher.Background.Count, publisher.Background.Bytes));
    }
}
