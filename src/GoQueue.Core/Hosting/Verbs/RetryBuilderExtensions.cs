using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>Switches retries of rejected messages on.</summary>
public static class RetryBuilderExtensions
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
}
