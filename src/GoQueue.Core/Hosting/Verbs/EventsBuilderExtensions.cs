namespace GoQueue;

/// <summary>The builder verb for what a publisher will publish.</summary>
public static class EventsBuilderExtensions
{
    /// <summary>
    /// Says which events will be published, so that what only one of them shows, a missing default exchange for an event without a topic, fails when the
    /// publisher is built: <c>UseEvents(GoQueueEvents.All)</c>. Other events may be published all the same.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="events">The events: the generated catalog of an assembly, or some of it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="events"/> is <see langword="null"/>.</exception>
    public static TBuilder UseEvents<TBuilder>(this TBuilder builder, params IEnumerable<EventDescriptor> events)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(events);
        builder.Setup.KnownEvents.AddRange(TopologyBuilder.NotNull(events));
        return builder;
    }
}
