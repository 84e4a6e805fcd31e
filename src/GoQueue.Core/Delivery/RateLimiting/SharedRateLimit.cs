using System.Threading.RateLimiting;
using GoQueue.Messages;

namespace GoQueue.Delivery.RateLimiting;

/// <summary>One limiter for all messages.</summary>
internal sealed class SharedRateLimit(RateLimiter limiter) : PublishRateLimit
{
    public override string Description => limiter.GetType().Name;

    protected override RateLimitLease Attempt(OutgoingMessage message) => limiter.AttemptAcquire();

    protected override ValueTask<RateLimitLease> AcquireAsync(OutgoingMessage message, CancellationToken cancellationToken) => limiter.AcquireAsync(1, cancellationToken);
}
