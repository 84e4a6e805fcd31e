using GoQueue.Pipeline;
using GoQueue.Publishing.Correlation;

namespace GoQueue;

/// <summary>Switches ambient correlation on.</summary>
public static class CorrelationBuilderExtensions
{
    /// <summary>
    /// Gives each message the correlation id, causation id and reply-to of the <see cref="CorrelationScope"/> that it is published in, where the call gives
    /// none. Runs before the middleware.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Adds trace ids or baggage; null = the scope alone.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseCorrelation<TBuilder>(this TBuilder builder, Action<CorrelationOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        var options = new CorrelationOptions();
        configure?.Invoke(options);
        builder.Setup.Correlation = new MessageCorrelation(options);
        return builder;
    }
}
