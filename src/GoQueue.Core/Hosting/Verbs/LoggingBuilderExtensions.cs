using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;

namespace GoQueue;

/// <summary>Chooses where and how loudly publishers log.</summary>
public static class LoggingBuilderExtensions
{
    /// <summary>
    /// Sets the levels of the log lines for start, success, failure and resend. A publisher in a container logs to the container's loggers without this call.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the levels.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public static TBuilder UseLogging<TBuilder>(this TBuilder builder, Action<LoggingOptions> configure)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Setup.Logging);
        return builder;
    }

    /// <summary>Logs to the given loggers: for publishers without a container.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="loggers">Makes the loggers; categories begin with <c>GoQueue.</c>.</param>
    /// <param name="configure">Changes the levels; null = the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="loggers"/> is <see langword="null"/>.</exception>
    public static TBuilder UseLogging<TBuilder>(this TBuilder builder, ILoggerFactory loggers, Action<LoggingOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(loggers);
        builder.Setup.Loggers = loggers;
        configure?.Invoke(builder.Setup.Logging);
        return builder;
    }
}
