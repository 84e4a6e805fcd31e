using System.Threading.RateLimiting;
using GoQueue.Delivery.RateLimiting;

namespace GoQueue;

/// <summary>Limits how fast a publisher sends.</summary>
public static class RateLimitBuilderExtensions
{
    /// <summary>
    /// Takes one permit of the limiter for each message; a message sent again takes no other. The limiter's own queue decides whether a message
    /// waits; without a permit the publish fails with <see cref="RateLimitedException"/>. The limiter stays yours to dispose.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="limiter">Any limiter; a <see cref="ConcurrencyLimiter"/>'s permit is held until the broker has answered.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="limiter"/> is <see langword="null"/>.</exception>
    public static TBuilder UseRateLimiter<TBuilder>(this TBuilder builder, RateLimiter limiter)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(limiter);
        builder.Setup.RateLimit = new SharedRateLimit(limiter);
        return builder;
    }

    /// <summary>The same with a limiter that has partitions: the key is the message's topic.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="limiter">
    /// The limiter: <c>PartitionedRateLimiter.Create&lt;string, string&gt;(topic =&gt; RateLimitPartition.GetTokenBucketLimiter(topic, …))</c>.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="limiter"/> is <see langword="null"/>.</exception>
    public static TBuilder UseRateLimiter<TBuilder>(this TBuilder builder, PartitionedRateLimiter<string> limiter)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(limiter);
        builder.Setup.RateLimit = new TopicRateLimit(limiter);
        return builder;
    }
}
