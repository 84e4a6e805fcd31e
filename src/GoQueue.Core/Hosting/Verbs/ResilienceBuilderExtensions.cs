using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>Plugs a foreign resilience pipeline in.</summary>
public static class ResilienceBuilderExtensions
{
    /// <summary>
    /// Puts a resilience pipeline of another library around the attempts of each publish, where <c>UseRetry</c> works: behind deduplication, circuit
    /// breaker and rate limit. Costs a copy of the message and a few objects per publish. The publisher still resends by itself what was certainly not
    /// sent; <see cref="PublishException.Outcome"/> tells your pipeline what may be tried again.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="resilience">The pipeline.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="resilience"/> is <see langword="null"/>.</exception>
    public static TBuilder UseResilience<TBuilder>(this TBuilder builder, IPublishResilience resilience)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(resilience);
        builder.Setup.Resilience = resilience;
        return builder;
    }
}
