using System.Threading.RateLimiting;
using GoQueue.Messages;

namespace GoQueue.Delivery.RateLimiting;

/// <summary>One limiter per topic.</summary>
internal sealed class TopicRateLimit(PartitionedRateLimiter<string> limiter) : PublishRateLimit
{
    public override string Description => "one limiter per topic";

    protected override RateLimitLease Attempt(OutgoingMessage message) => limiter.AttemptAcquire(message.Topic);

    protected override ValueTask<RateLimitLease> AcquireAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        limiter.AcquireAsync(message.Topic, 1, cancellationToken);
}
