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
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 100_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(1), nameof(flushInterval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interval, TimeSpan.FromSeconds(60), nameof(flushInterval));
        builder.Setup.Layers.Buffering = (size, interval);
        return builder;
    }
}
