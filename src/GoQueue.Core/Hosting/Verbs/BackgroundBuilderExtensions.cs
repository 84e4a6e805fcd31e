namespace GoQueue;

/// <summary>The builder verb for publishing in the background.</summary>
public static class BackgroundBuilderExtensions
{
    /// <summary>
    /// Changes the settings of <see cref="IGoQueueBackgroundPublisher"/>, which every publisher has. May be called several times; later calls win.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public static TBuilder UseBackground<TBuilder>(this TBuilder builder, Action<BackgroundOptions> configure)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.Setup.Background.Add(configure);
        return builder;
    }
}
