namespace GoQueue.Testing;

/// <summary>One event that was published to the test harness. Immutable, as long as the event is.</summary>
/// <typeparam name="T">The event.</typeparam>
public sealed class PublishedMessage<T> : PublishedMessage
{
    internal PublishedMessage(PublishedMessage message, T @event)
        : base(message)
        => Event = @event;

    /// <summary>The event: the instance that the caller gave, not a copy.</summary>
    public T Event { get; }
}
