using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>Builder verbs for what the publisher does after failures.</summary>
public static class GoQueueResilienceExtensions
{
    /// <summary>Sends messages again that the broker rejected (nack), after a growing wait and with their ids.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings, or null for 3 attempts, 100 ms to 10 s.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseRetry<TBuilder>(this TBuilder builder, Action<RetryOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        builder.Setup.Retry = configure ?? (static _ => { });
        return builder;
    }

    /// <summary>Fails publishes at once while the broker keeps failing, and tries now and then whether it is well again.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings, or null for 5 failures in a row, 30 s, one probe.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseCircuitBreaker<TBuilder>(this TBuilder builder, Action<CircuitBreakerOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        builder.Setup.CircuitBreaker = configure ?? (static _ => { });
        return builder;
    }
}
