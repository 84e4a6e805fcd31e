namespace GoQueue;

/// <summary>Builder verbs for when messages leave.</summary>
public static class DeliveryBuilderExtensions
{
    /// <summary>
    /// Holds messages back until <paramref name="size"/> of them have come or the oldest has waited <paramref name="flushInterval"/>, then sends them
    /// together. Each publish still awaits its own confirm, so it takes that much longer. Writes are coalesced without this, too: docs/performance.md says, with figures,
    /// when it helps. Sent earlier: 4 MiB of bodies, and a message with less time left than that. Messages of high priority are not held back where they have a connection of their own (<see cref="RabbitMQ.RabbitMQOptions.HighPriorityConnection"/>).
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="size">How many messages are sent together at the latest, 2 to 100,000. Default: 500.</param>
    /// <param name="flushInterval">How long a message is held back at most, 1 ms to 60 s and less than <see cref="GoQueueOptions.PublishTimeout"/>. Default: 5 ms.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static TBuilder UseBuffering<TBuilder>(this TBuilder builder, int size = 500, TimeSpan? flushInterval = null)
        where TBuilder : IGoQueueBuilder
    {
        var interval = flushInterval ?? TimeSpan.FromMilliseconds(5);
        if (size is < 2 or > 100_000)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "UseBuffering sends 2 to 100,000 messages together: choose a size in that range.");
        }

        if (interval < TimeSpan.FromMilliseconds(1) || interval > TimeSpan.FromSeconds(60))
        {
            throw new ArgumentOutOfRangeException(
                nameof(flushInterval), interval, "UseBuffering holds a message back for 1 ms to 60 s, and never without end: choose a flush interval in that range.");
        }

        builder.Setup.Layers.Buffering = (size, interval);
        return builder;
    }
}
