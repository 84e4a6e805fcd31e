using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>Switches debug logging on.</summary>
public static class DebugBuilderExtensions
{
    /// <summary>
    /// Logs the data of every message, with <c>[Sensitive]</c> and <c>[Encrypted]</c> members masked, and how long each part of its publish took; category
    /// <c>GoQueue.Debug</c>. For development: it costs more than the publish itself. Nothing happens where the level is off.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes level and bounds; null = the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="GoQueueConfigurationException"><see cref="DebugOptions.MaxPayload"/> is negative.</exception>
    public static TBuilder UseDebugLogging<TBuilder>(this TBuilder builder, Action<DebugOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        var options = builder.Setup.Debug ??= new DebugOptions();
        configure?.Invoke(options);
        if (options.MaxPayload < 0)
        {
            throw new GoQueueConfigurationException($"DebugOptions.MaxPayload is {options.MaxPayload}: it must be zero or more characters.");
        }

        return builder;
    }
}
