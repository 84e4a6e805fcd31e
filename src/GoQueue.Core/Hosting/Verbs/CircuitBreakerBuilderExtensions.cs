using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>Switches the circuit breaker on.</summary>
public static class CircuitBreakerBuilderExtensions
{
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
