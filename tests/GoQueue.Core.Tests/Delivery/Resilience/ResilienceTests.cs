using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.Resilience;

public sealed class ResilienceTests : IAsyncDisposable
{
    private readonly ManualTransport _transport = new();

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task A_foreign_pipeline_may_try_again_with_the_same_id_and_bytes()
    {
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Attempts(3)));
        var publish = publisher.PublishAsync(Shop.Order, Shop.Fixed).AsTask();
        var first = _transport.Message.ToReceived();
        _transport.Reject();
        await Until.TrueAsync(() => _transport.Held == 1);
        var second = _transport.Message.ToReceived();
        _transport.Confirm();

        var receipt = await publish;

        Assert.Equal(("msg-123", 2, false), (receipt.MessageId, receipt.Attempts, receipt.MayBeDuplicated));
        Assert.Equal(first.Body.ToArray(), second.Body.ToArray());
        Assert.Equal(first.Headers, second.Headers);
        Assert.Equal(first with { Body = default, Headers = second.Headers }, second with { Body = default });
    }

    [Fact]
    public async Task Its_last_failure_reaches_the_caller_as_it_is()
    {
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Attempts(2)));
        var publish = publisher.PublishAsync(Shop.Order).AsTask();
        _transport.Reject();
        await Until.TrueAsync(() => _transport.Held == 1);
        _transport.Reject();

        await Assert.ThrowsAsync<MessageRejectedException>(() => publish);
    }

    [Fact]
    public async Task An_attempt_with_an_unknown_outcome_makes_the_receipt_say_so()
    {
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Attempts(2)));
        var publish = publisher.PublishAsync(Shop.Order).AsTask();
        _transport.LoseForGood();
        await Until.TrueAsync(() => _transport.Held == 1);
        _transport.Confirm();

        Assert.True((await publish).MayBeDuplicated);
    }

    [Fact]
    public async Task What_the_pipeline_itself_throws_is_typed()
    {
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Refusing()));

        var error = await Assert.ThrowsAsync<PublishStepFailedException>(async () => await publisher.PublishAsync(Shop.Order, Shop.Fixed));

        Assert.Equal(
            "Message msg-123 (shop.orders/order.placed 1.2) was given up by the resilience pipeline with TimeoutException; no attempt reached the broker: the inner exception says why.",
            error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public async Task The_callers_cancellation_ends_an_attempt()
    {
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Attempts(1)));
        using var cancellation = new CancellationTokenSource();
        var publish = publisher.PublishAsync(Shop.Order, null, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        Assert.Equal(PublishOutcome.Unknown, (await Assert.ThrowsAsync<PublishCanceledException>(() => publish)).Outcome);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_failure_of_a_pipeline_that_waits()
    {
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Waiting()));
        using var cancellation = new CancellationTokenSource();
        var publish = publisher.PublishAsync(Shop.Order, null, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        Assert.Equal(PublishOutcome.NotSent, (await Assert.ThrowsAsync<PublishCanceledException>(() => publish)).Outcome);
    }

    [Fact]
    public async Task The_publishs_bound_ends_the_pipeline()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseTimeProvider(time).UseResilience(new Waiting()));
        var publish = publisher.PublishAsync(Shop.Order, Shop.Fixed).AsTask();
        time.Advance(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<PublishTimeoutException>(() => publish);

        Assert.Equal("Message msg-123 (shop.orders/order.placed 1.2) was not sent within its PublishTimeout (60 s): the resilience pipeline was still at work.", error.Message);
    }

    [Fact]
    public async Task A_receipt_that_no_attempt_gave_is_no_receipt()
    {
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Inventing()));

        var error = await Assert.ThrowsAsync<PublishNotCompletedException>(async () => await publisher.PublishAsync(Shop.Order, Shop.Fixed));

        Assert.Equal(
            "Message msg-123 (shop.orders/order.placed 1.2) was not confirmed: the resilience pipeline returned a receipt without an attempt that succeeded; return what the attempt returned, or throw.",
            error.Message);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
    }

    [Fact]
    public async Task A_pipeline_that_calls_the_attempt_after_its_end_sends_nothing_and_disturbs_no_other_publish()
    {
        var late = new Late();
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(late));
        var publish = publisher.PublishAsync(Shop.Order).AsTask();
        _transport.Confirm();
        await publish;

        // It has the operation of the first one.
        var second = publisher.PublishAsync(Shop.Order, Shop.Fixed).AsTask();
        await Assert.ThrowsAsync<OperationCanceledException>(() => late.CallAgainAsync());
        Assert.Equal(1, _transport.Held);
        _transport.Confirm();

        Assert.Equal(("msg-123", 1, false), ((await second).MessageId, (await second).Attempts, (await second).MayBeDuplicated));
    }

    [Fact]
    public async Task A_pipeline_that_reads_the_attempt_twice_fails_its_own_publish_only()
    {
        await using var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Twice()));
        for (var i = 0; i < 5; i++)
        {
            var publish = publisher.PublishAsync(Shop.Order, new PublishOptions { MessageId = $"{i}" }).AsTask();
            _transport.Confirm();
            Assert.Equal($"{i}", (await publish).MessageId);
        }
    }

    [Fact]
    public async Task Closing_ends_the_pipeline()
    {
        var publisher = _transport.Publisher(goqueue => goqueue.UseResilience(new Waiting()));
        var publish = publisher.PublishAsync(Shop.Order).AsTask();

        await publisher.CloseAsync(new CancellationToken(canceled: true));

        await Assert.ThrowsAsync<PublisherStoppedException>(() => publish);
        await publisher.DisposeAsync();
    }

    /// <summary>What an adapter of a library looks like, in a few lines.</summary>
    private sealed class Attempts(int count) : IPublishResilience
    {
        public async ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken)
        {
            for (var number = 1; ; number++)
            {
                try
                {
                    return await attempt(state, cancellationToken);
                }
                catch (PublishException) when (number < count)
                {
                }
            }
        }
    }

    private sealed class Inventing : IPublishResilience
    {
        public ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken) => new(default(PublishReceipt));
    }

    /// <summary>As a hedging strategy may: it starts an attempt when the first has won.</summary>
    private sealed class Late : IPublishResilience
    {
        private Func<Task>? _again;

        public Task CallAgainAsync() => _again!();

        public ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken)
        {
            _again ??= async () => await attempt(state, CancellationToken.None);
            return attempt(state, cancellationToken);
        }
    }

    private sealed class Twice : IPublishResilience
    {
        public async ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken)
        {
#pragma warning disable CA2012 // That is what this one is about.
            var publish = attempt(state, cancellationToken);
            await publish;
            return await publish;
#pragma warning restore CA2012
        }
    }

    private sealed class Refusing : IPublishResilience
    {
        public ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken) => throw new TimeoutException("no");
    }

    private sealed class Waiting : IPublishResilience
    {
        public async ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return await attempt(state, cancellationToken);
        }
    }
}
