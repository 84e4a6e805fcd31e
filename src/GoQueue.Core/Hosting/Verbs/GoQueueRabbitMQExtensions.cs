using GoQueue.Hosting;
using GoQueue.RabbitMQ;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Settings;

namespace GoQueue;

/// <summary>Chooses RabbitMQ as transport.</summary>
public static class GoQueueRabbitMQExtensions
{
    /// <summary>Publishes to the broker at the given URI.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="uri">
    /// <c>amqp://user:password@host:5672/vhost</c> or <c>amqps://…</c>; null or empty fails when the publisher is built, so that a missing connection string can be given here.
    /// </param>
    /// <param name="configure">Changes further settings, or null.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseRabbitMQ<TBuilder>(this TBuilder builder, string? uri, Action<RabbitMQOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
        => builder.UseRabbitMQ(options =>
        {
            options.Uri = uri;
            configure?.Invoke(options);
        });

    /// <summary>Publishes to the broker that the options describe.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets at least <see cref="RabbitMQOptions.Uri"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public static TBuilder UseRabbitMQ<TBuilder>(this TBuilder builder, Action<RabbitMQOptions> configure)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(configure);
        Choose(builder.Setup, configure);
        return builder;
    }

    internal static void Choose(PublisherSetup setup, Action<RabbitMQOptions> configure) => setup.Transport = (setup, settings) =>
    {
        var options = new RabbitMQOptions();
        setup.Configured?.Bind(options);
        configure(options);
        setup.Configured?.RequireUri(options);
        Func<string, string>? nameOf = setup.Configured is { } configured ? option => configured.NameOf(nameof(RabbitMQOptions), option) : null;
        return new RabbitMQTransport(
            ResolvedRabbitMQOptions.Create(options, settings.ForTransport(), nameOf, setup.Configured?.OriginOf(options), ordersThroughRetries: setup.Retry is not null),
            setup.CreateDeferredLogger("GoQueue.RabbitMQ"));
    };
}
