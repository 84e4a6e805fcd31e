using GoQueue.Hosting;

namespace GoQueue;

/// <summary>Sets up a publisher that has no container, in <see cref="GoQueuePublisher.Create"/>. Not thread-safe.</summary>
public sealed class GoQueuePublisherBuilder : IGoQueueBuilder
{
    private readonly PublisherSetup _setup = new();

    internal GoQueuePublisherBuilder()
    {
    }

    PublisherSetup IGoQueueBuilder.Setup => _setup;
}
