using GoQueue.Messages;
using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>Switches the deduplication window on.</summary>
public static class DeduplicationBuilderExtensions
{
    private static readonly TimeSpan s_longestWindow = TimeSpan.FromDays(30);

    /// <summary>
    /// Does not send a message whose id, for the same topic and action, was confirmed within the window: the receipt then says <c>Deduplicated</c>. While one
    /// with its id is under way, it waits and shares that one's outcome; a failure forgets the id. Per publisher and process: consumers must still
    /// expect duplicates after a crash.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the bounds; null = 5 minutes and 100,000 ids.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException"><see cref="DeduplicationOptions.Window"/> or <see cref="DeduplicationOptions.Capacity"/> is out of its range.</exception>
    public static TBuilder UseDeduplication<TBuilder>(this TBuilder builder, Action<DeduplicationOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        var options = new DeduplicationOptions();
        configure?.Invoke(options);
        options.Window = TimeLimits.Require(options.Window, "DeduplicationOptions.Window", TimeLimits.Shortest, s_longestWindow);
        OptionLimits.Require(options.Capacity, 1, long.MaxValue, "DeduplicationOptions.Capacity");
        builder.Setup.Deduplication = options;
        return builder;
    }
}
