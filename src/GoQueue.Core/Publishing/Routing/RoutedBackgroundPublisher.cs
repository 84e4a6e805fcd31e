namespace GoQueue.Publishing.Routing;

/// <summary>Hands each message to the background queue of the publisher that its router chooses. Bounds, callback and draining are that publisher's. Thread-safe.</summary>
internal sealed class RoutedBackgroundPublisher(RouteTable routes, IGoQueuePublisher fallback) : IGoQueueBackgroundPublisher
{
    private readonly IGoQueueBackgroundPublisher[] _queues = [.. routes.Publishers.Append(fallback).Distinct().Select(QueueOf).OfType<IGoQueueBackgroundPublisher>()];

    public int Count => _queues.Sum(static queue => queue.Count);

    public long Bytes => _queues.Sum(static queue => queue.Bytes);

    public ValueTask<BackgroundPublish> EnqueueAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        var descriptor = T.Descriptor;
        return QueueOf(routes.Find(descriptor.Topic, descriptor.Action)) is { } queue
            ? queue.EnqueueAsync(message, options, cancellationToken)
            : WithoutQueue(descriptor.Topic, descriptor.Action);
    }

    public ValueTask<BackgroundPublish> EnqueueAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
        QueueOf(message is null ? fallback : routes.Find(message.Topic, message.Action)) is { } queue
            ? queue.EnqueueAsync(message!, options, cancellationToken)
            : WithoutQueue(message?.Topic, message?.Action);

    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        foreach (var queue in _queues)
        {
            await queue.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static IGoQueueBackgroundPublisher? QueueOf(IGoQueuePublisher publisher) => publisher switch
    {
        GoQueuePublisher own => own.Background,
        GoQueueRouter router => router.Background,
        _ => null,
    };

    private ValueTask<BackgroundPublish> WithoutQueue(string? topic, string? action) => ValueTask.FromException<BackgroundPublish>(new GoQueueConfigurationException(
        $"The router's publisher for {topic}/{action}, {routes.Find(topic, action).GetType().Name}, has no background queue: publish with PublishAsync, or route to a publisher of AddKeyedGoQueue or GoQueuePublisher.Create."));
}
