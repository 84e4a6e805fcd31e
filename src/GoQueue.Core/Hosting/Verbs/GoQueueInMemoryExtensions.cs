using GoQueue.InMemory;
using GoQueue.Transports.InMemory;

namespace GoQueue;

/// <summary>Chooses the in-memory broker as transport.</summary>
public static class GoQueueInMemoryExtensions
{
    /// <summary>Publishes into a new in-memory broker: for first steps and tests, nothing leaves the process.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Declares exchanges, queues and bindings; unbound messages are unroutable, as in RabbitMQ.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseInMemory<TBuilder>(this TBuilder builder, Action<InMemoryBroker>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        var broker = new InMemoryBroker();
        configure?.Invoke(broker);
        return builder.UseInMemory(broker);
    }

    /// <summary>Publishes into the given in-memory broker, whose queues you can read back.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="broker">The broker; may serve several publishers.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="broker"/> is <see langword="null"/>.</exception>
    public static TBuilder UseInMemory<TBuilder>(this TBuilder builder, InMemoryBroker broker)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(broker);
        builder.Setup.Transport = (_, settings) => new InMemoryTransport(broker, settings.Time);
        return builder;
    }
}
