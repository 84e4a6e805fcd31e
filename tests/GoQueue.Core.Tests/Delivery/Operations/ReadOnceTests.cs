#pragma warning disable CA2012, xUnit1031 // A ValueTask used twice, never, or by blocking: that is what these tests are about.
using GoQueue.Core.Tests.Harness;
using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.Delivery.Operations;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.Operations;

/// <summary>What a caller does with the ValueTask of a publish changes nothing for other callers.</summary>
[Covers<Continuation>]
[Covers<SingleReadSource>]
public sealed class ReadOnceTests
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Chains => ["none", "passing on", "awaiting"];

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_blocking_read_of_a_pending_publish_waits_and_returns_the_receipt(string chain)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => Use(goqueue, chain));
        var publish = publisher.PublishAsync(Shop.Order, Id("mine"));
        var read = Task.Run(() => publish.GetAwaiter().GetResult());

        transport.Confirm();

        Assert.Equal("mine", (await read.WaitAsync(s_hang)).MessageId);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_blocking_read_of_a_publish_that_fails_throws_its_failure(string chain)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => Use(goqueue, chain));
        var publish = publisher.PublishAsync(Shop.Order, Id("mine"));
        var read = Task.Run(() => publish.Result);

        transport.Reject();

        Assert.Equal("mine", (await Assert.ThrowsAsync<MessageRejectedException>(() => read.WaitAsync(s_hang))).MessageId);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Twenty_blocking_reads_before_the_confirm_leave_later_publishes_their_own_results(string chain)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => Use(goqueue, chain));
        var reads = new List<Task>();
        for (var i = 0; i < 20; i++)
        {
            var publish = publisher.PublishAsync(Shop.Order);
            reads.Add(Task.Run(() => publish.GetAwaiter().GetResult()));
            await Eventually.TrueAsync(() => transport.Held == 1, "the publish to reach the transport");
            transport.Confirm();
        }

        await Task.WhenAll(reads).WaitAsync(s_hang);
        for (var i = 0; i < 50; i++)
        {
            var publish = publisher.PublishAsync(Shop.Order, Id($"later-{i}")).AsTask();
            Assert.False(publish.IsCompleted);
            transport.Reject();
            await Assert.ThrowsAsync<MessageRejectedException>(() => publish.WaitAsync(s_hang));
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_second_read_is_refused_with_the_cure_and_the_next_publish_keeps_its_result(string chain)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => Use(goqueue, chain));
        var first = publisher.PublishAsync(Shop.Order);
        transport.Confirm();
        await first;
        var second = publisher.PublishAsync(Shop.Order, Id("second"));

        // Each of them gave up an ownership that belonged to the second publish.
        for (var i = 0; i < 4; i++)
        {
            var refused = Assert.Throws<InvalidOperationException>(() => first.GetAwaiter().GetResult());
            Assert.Equal("The receipt of a publish can be read once, and this ValueTask was read before: await it once, or call AsTask() first.", refused.Message);
        }

        var third = publisher.PublishAsync(Shop.Order, Id("third"));
        transport.Confirm();
        transport.Reject();
        Assert.Equal("second", (await second).MessageId);
        Assert.Equal("third", (await Assert.ThrowsAsync<MessageRejectedException>(async () => await third)).MessageId);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Of_two_awaits_at_once_one_gets_the_receipt_and_the_other_an_exception_that_it_can_catch(string chain)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => Use(goqueue, chain));
        var publish = publisher.PublishAsync(Shop.Order, Id("mine"));
        var first = ReadAsync(publish);
        var second = ReadAsync(publish);

        Assert.Contains("was read before", Assert.IsType<InvalidOperationException>(await second.WaitAsync(s_hang)).Message, StringComparison.Ordinal);
        transport.Confirm();

        Assert.Equal("mine", Assert.IsType<PublishReceipt>(await first.WaitAsync(s_hang)).MessageId);
    }

    [Fact]
    public async Task A_blocking_read_beside_an_await_is_refused_and_leaves_the_await_its_receipt()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var publish = publisher.PublishAsync(Shop.Order, Id("mine"));
        var awaited = publish.AsTask();

        Assert.Throws<InvalidOperationException>(() => publish.GetAwaiter().GetResult());
        transport.Confirm();

        Assert.Equal("mine", (await awaited.WaitAsync(s_hang)).MessageId);
    }

    [Fact]
    public async Task A_continuation_registered_on_a_ValueTask_of_an_earlier_publish_runs_and_leaves_the_next_one_its_own()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var first = publisher.PublishAsync(Shop.Order);
        var late = first.GetAwaiter();
        transport.Confirm();
        await first;
        var second = publisher.PublishAsync(Shop.Order, Id("second"));
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        late.UnsafeOnCompleted(ran.SetResult);
        await ran.Task.WaitAsync(s_hang);
        var own = second.AsTask();
        transport.Confirm();

        Assert.Equal("second", (await own.WaitAsync(s_hang)).MessageId);
    }

    [Fact]
    public async Task A_completed_publish_may_be_polled_and_read_by_property()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var publish = publisher.PublishAsync(Shop.Order, Id("mine"));
        Assert.False(publish.IsCompleted);

        transport.Confirm();
        await Eventually.TrueAsync(() => publish.IsCompleted, "the publish to be completed");

        Assert.True(publish.IsCompletedSuccessfully);
        Assert.Equal("mine", publish.Result.MessageId);
    }

    [Fact]
    public async Task A_cancelled_publish_has_the_status_of_one()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        using var cancellation = new CancellationTokenSource();
        var publish = publisher.PublishAsync(Shop.Order, Id("mine"), cancellation.Token);
        await cancellation.CancelAsync();
        await Eventually.TrueAsync(() => publish.IsCompleted, "the publish to be completed");

        Assert.True(publish.IsCanceled);
        await Assert.ThrowsAsync<PublishCanceledException>(async () => await publish);
        transport.Confirm();
    }

    [Fact]
    public async Task An_await_in_a_synchronization_context_continues_there()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var context = new CountingContext();
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        Task<object> read;
        try
        {
            read = ReadAsync(publisher.PublishAsync(Shop.Order));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }

        transport.Confirm();
        await read.WaitAsync(s_hang);

        Assert.Equal(1, context.Posts);
    }

    [Fact]
    public async Task A_continuation_that_asks_for_the_execution_context_gets_its_own()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var local = new AsyncLocal<string>();
        var seen = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        local.Value = "of the caller";
        publisher.PublishAsync(Shop.Order).GetAwaiter().OnCompleted(() => seen.SetResult(local.Value));
        local.Value = "later";

        transport.Confirm();

        Assert.Equal("of the caller", await seen.Task.WaitAsync(s_hang));
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_ValueTask_that_was_kept_is_never_valid_again_however_often_its_operation_is_used(string chain)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue =>
        {
            Use(goqueue, chain);
            ((IGoQueueBuilder)goqueue).Setup.FirstOperationVersion = 65_500;
        });
        var kept = new List<ValueTask<PublishReceipt>>();
        for (var i = 0; i < 200; i++)
        {
            var publish = publisher.PublishAsync(Shop.Order, Id($"{i}"));
            Assert.All(kept, static old => Assert.True(old.IsFaulted));
            var own = publish.AsTask();
            transport.Confirm();
            Assert.Equal($"{i}", (await own.WaitAsync(s_hang)).MessageId);
            kept.Add(publish);
        }

        Assert.All(kept, static old => Assert.Throws<InvalidOperationException>(() => old.GetAwaiter().GetResult()));
        Assert.All(kept, static old => Assert.True(old.IsFaulted));
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_middleware_that_reads_next_twice_fails_its_own_publish_only(string chain)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => Use(goqueue, chain).Use(static async (context, next) =>
        {
            var send = next(context);
            await send;
            if (context.MessageId == "twice")
            {
                await send;
            }
        }));
        var twice = publisher.PublishAsync(Shop.Order, Id("twice")).AsTask();
        transport.Confirm();
        var failure = await Assert.ThrowsAsync<PublishStepFailedException>(() => twice.WaitAsync(s_hang));
        Assert.Contains("was read before", failure.InnerException!.Message, StringComparison.Ordinal);

        for (var i = 0; i < 10; i++)
        {
            var other = publisher.PublishAsync(Shop.Order, Id($"other-{i}")).AsTask();
            transport.Confirm();
            Assert.Equal($"other-{i}", (await other.WaitAsync(s_hang)).MessageId);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_middleware_that_calls_next_after_its_publish_does_not_send_the_message_of_another(bool skips)
    {
        var transport = new ManualTransport();
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? send = null;
        await using var publisher = transport.Publisher(goqueue => goqueue.Use((context, next) =>
        {
            if (context.MessageId != "late")
            {
                return next(context);
            }

            // As a helper does that is not awaited.
            send = SendLaterAsync(context, next, late.Task);
            if (skips)
            {
                context.Skip();
            }

            return ValueTask.CompletedTask;
        }));
        try
        {
            await publisher.PublishAsync(Shop.Order, Id("late"));
        }
        catch (PublishNotCompletedException) when (!skips)
        {
            // Its own failure.
        }

        var other = publisher.PublishAsync(Shop.Order, Id("other")).AsTask();
        late.SetResult();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => send!.WaitAsync(s_hang));
        Assert.Equal("The publish of OrderPlaced, message late (shop.orders/order.placed 1.2), has ended, so next sends nothing: await next before the middleware returns.", refused.Message);
        Assert.Equal(1, transport.Held);
        transport.Confirm();
        Assert.Equal("other", (await other.WaitAsync(s_hang)).MessageId);
    }

    [Fact]
    public async Task A_middleware_may_block_on_next()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(static goqueue => goqueue.Use(static (context, next) =>
        {
            next(context).GetAwaiter().GetResult();
            return ValueTask.CompletedTask;
        }));
        var publish = Task.Run(async () => await publisher.PublishAsync(Shop.Order, Id("mine")));
        await Eventually.TrueAsync(() => transport.Held == 1, "the publish to reach the transport");

        transport.Confirm();

        Assert.Equal("mine", (await publish.WaitAsync(s_hang)).MessageId);
    }

    private static GoQueuePublisherBuilder Use(GoQueuePublisherBuilder goqueue, string chain) => chain switch
    {
        "passing on" => goqueue.Use(static (context, next) => next(context)),
        "awaiting" => goqueue.Use(static async (context, next) => await next(context)),
        _ => goqueue,
    };

    private static async Task SendLaterAsync(PublishContext context, PublishDelegate next, Task signal)
    {
        await signal;
        await next(context);
    }

    private static PublishOptions Id(string id) => new() { MessageId = id };

    private static async Task<object> ReadAsync(ValueTask<PublishReceipt> publish)
    {
        try
        {
            return await publish;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }
}
