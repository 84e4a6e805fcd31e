using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Pipeline;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.Resilience;

/// <summary>The adapter of docs/resilience.md with a real pipeline of Polly.</summary>
public sealed class PollyTests : IAsyncDisposable
{
    private readonly ManualTransport _transport = new();

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task A_retry_strategy_sends_again_what_it_is_told_to_and_keeps_the_id()
    {
        await using var publisher = Publisher(new ResiliencePipelineBuilder().AddRetry(Retry(2)).Build());
        var publish = publisher.PublishAsync(Shop.Order, Shop.Fixed).AsTask();
        _transport.Reject();
        await Until.TrueAsync(() => _transport.Held == 1);
        _transport.Reject();
        await Until.TrueAsync(() => _transport.Held == 1);
        Assert.Equal("msg-123", _transport.Message.MessageId);
        _transport.Confirm();

        Assert.Equal(3, (await publish).Attempts);
        Assert.Equal(3, _transport.Sent);
    }

    [Fact]
    public async Task What_the_strategy_does_not_handle_reaches_the_caller_at_once()
    {
        await using var publisher = Publisher(new ResiliencePipelineBuilder().AddRetry(Retry(2)).Build());
        var publish = publisher.PublishAsync(Shop.Order).AsTask();
        _transport.LoseForGood();

        await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => publish);
        Assert.Equal(1, _transport.Sent);
    }

    [Fact]
    public async Task An_open_circuit_of_polly_is_typed_and_sends_nothing()
    {
        await using var publisher = Publisher(new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                MinimumThroughput = 2,
                FailureRatio = 0.1,
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Exception is MessageRejectedException),
            })
            .Build());
        for (var i = 0; i < 2; i++)
        {
            var rejected = publisher.PublishAsync(Shop.Order).AsTask();
            _transport.Reject();
            await Assert.ThrowsAsync<MessageRejectedException>(() => rejected);
        }

        var error = await Assert.ThrowsAsync<PublishStepFailedException>(async () => await publisher.PublishAsync(Shop.Order));

        Assert.IsType<BrokenCircuitException>(error.InnerException);
        Assert.Equal(PublishOutcome.NotSent, error.Outcome);
        Assert.Equal(2, _transport.Sent);
    }

    [Fact]
    public void It_and_UseRetry_exclude_each_other()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(
            () => _transport.Publisher(goqueue => goqueue.UseRetry().UseResilience(new PollyResilience(ResiliencePipeline.Empty))));

        Assert.Equal("UseRetry and UseResilience stand at the same place, around the attempts of a publish: call one of them.", error.Message);
    }

    private static RetryStrategyOptions Retry(int count) => new()
    {
        MaxRetryAttempts = count,
        Delay = TimeSpan.Zero,
        ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Exception is PublishException { Outcome: PublishOutcome.Rejected }),
    };

    private GoQueuePublisher Publisher(ResiliencePipeline pipeline) => _transport.Publisher(goqueue => goqueue.UseResilience(new PollyResilience(pipeline)));

    private sealed class PollyResilience(ResiliencePipeline pipeline) : IPublishResilience
    {
        public ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken)
            => pipeline.ExecuteAsync(attempt, state, cancellationToken);
    }
}
