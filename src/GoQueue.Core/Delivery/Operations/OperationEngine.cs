using GoQueue.Delivery.CircuitBreaking;
using GoQueue.Delivery.Deduplication;
using GoQueue.Delivery.RateLimiting;
using GoQueue.Delivery.Resilience;
using GoQueue.Delivery.Retry;

namespace GoQueue.Delivery.Operations;

/// <summary>What all operations of one publisher share: where they are sent, and what follows a failure. Thread-safe.</summary>
internal sealed class OperationEngine(IPublishTransport transport, TimeProvider time, TimeSpan publishTimeout, RetryPolicy? retry = null, CircuitBreaker? breaker = null)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public IPublishTransport Transport { get; } = transport;

    public TimeProvider Time { get; } = time;

    public TimeSpan PublishTimeout { get; } = publishTimeout;

    public RetryPolicy? Retry { get; } = retry;

    public CircuitBreaker? Breaker { get; } = breaker;

    public MessageIdsInUse Ids { get; init; } = new();

    public DeduplicationWindow? Deduplication { get; init; }

    public PublishRateLimit? RateLimit { get; init; }

    public ResilienceStage? Resilience { get; init; }

    /// <summary>Cancelled when closing waits no longer for what a stage holds.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public async ValueTask DisposeAsync()
    {
        // Never disposed: a stage may still read its token, and nothing but the token is in it.
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (Retry is not null)
        {
            await Retry.DisposeAsync().ConfigureAwait(false);
        }
    }
}
