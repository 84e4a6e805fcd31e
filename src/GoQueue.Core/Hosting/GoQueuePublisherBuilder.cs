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

    /// <summary>Settles how this publisher treats one event. May be called several times; later calls win.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public GoQueuePublisherBuilder ForEvent<T>(Action<EventOptions> configure)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_setup.GetEventOptions(T.Descriptor));
        return this;
    }
}
