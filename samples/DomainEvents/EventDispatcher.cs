using GoQueue;

namespace DomainEvents;

/// <summary>Runs the handlers of this process first, then publishes the events in one batch. Twenty lines instead of a mediator.</summary>
internal sealed class EventDispatcher(IGoQueuePublisher publisher)
{
    private readonly List<Action<IGoQueueEvent>> _handlers = [];

    public EventDispatcher On<T>(Action<T> handle)
        where T : IGoQueueEvent<T>
    {
        _handlers.Add(message =>
        {
            if (message is T own)
            {
                handle(own);
            }
        });
        return this;
    }

    public async Task DispatchAsync(IReadOnlyList<IGoQueueEvent> events, CancellationToken cancellationToken = default)
    {
        foreach (var message in events)
        {
            _handlers.ForEach(handle => handle(message));
        }

        var result = await publisher.PublishBatchAsync(events, cancellationToken: cancellationToken);
        result.ThrowIfAnyFailed();
    }
}
