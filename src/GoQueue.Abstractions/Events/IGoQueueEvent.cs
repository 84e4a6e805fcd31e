namespace GoQueue;

/// <summary>
/// An event that the generator has seen. Never implement it by hand: put <see cref="GoQueueEventAttribute"/> on a partial record, and the
/// generator implements it.
/// </summary>
/// <typeparam name="TSelf">The event itself.</typeparam>
public interface IGoQueueEvent<TSelf>
    where TSelf : IGoQueueEvent<TSelf>
{
    /// <summary>What is known of the event at compile time: topic, action, version, JSON and validation.</summary>
    static abstract EventDescriptor<TSelf> Descriptor { get; }
}
