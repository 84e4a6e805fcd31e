namespace GoQueue;

/// <summary>
/// An event that the generator has seen. Never implement it by hand: put <see cref="GoQueueEventAttribute"/> on a partial record, and the
/// generator implements it. Safe to use from any thread.
/// </summary>
/// <typeparam name="TSelf">The event itself.</typeparam>
public interface IGoQueueEvent<TSelf> : IGoQueueEvent
    where TSelf : IGoQueueEvent<TSelf>
{
    /// <summary>What is known of the event at compile time: topic, action, version, JSON and validation. One object for all threads, immutable.</summary>
    static abstract EventDescriptor<TSelf> Descriptor { get; }

    EventDescriptor IGoQueueEvent.RuntimeDescriptor => TSelf.Descriptor;
}
