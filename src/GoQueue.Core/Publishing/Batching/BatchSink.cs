using GoQueue.Publishing.Composition;

namespace GoQueue.Publishing.Batching;

/// <summary>Hands the entries of one batch to its target, each with the place in the window that it was given.</summary>
internal sealed class BatchSink(IBatchTarget target) : IBatchSink
{
    public ICompositionObserver? Observer { get; set; }

    public ValueTask<PublishReceipt> Publish<T>(T message, PublishOptions? options, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
        => target.Publish(message, options, Observer, cancellationToken);

    public ValueTask<PublishReceipt> Publish(GoQueueMessage message, PublishOptions? options, CancellationToken cancellationToken)
        => target.Publish(message, options, Observer, cancellationToken);

    public ValueTask<PublishReceipt> Publish(IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken)
        => EventDescriptor.Of(message, options?.MessageId).PublishTo(this, message, options, cancellationToken);
}
