using GoQueue.Hosting;

namespace GoQueue;

/// <summary>
/// What the <c>Use…</c> verbs work on: a publisher in the making, with a container (<see cref="GoQueueServiceBuilder"/>) or without
/// (<see cref="GoQueuePublisherBuilder"/>). Implemented by this library only. Not thread-safe.
/// </summary>
public interface IGoQueueBuilder
{
    internal PublisherSetup Setup { get; }
}
