using GoQueue.Publishing.Composition;

namespace GoQueue.Publishing.Batching;

/// <summary>A publisher as batches see it: publishes one message and says when it is composed.</summary>
internal interface IBatchTarget
{
    TimeProvider Time { get; }

    /// <summary>Sends what is held back: a batch waits, and most likely for its own messages.</summary>
    void Flush();

    ValueTask<PublishReceipt> Publish<T>(T message, PublishOptions? options, IComposedObserver? observer, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>;

    ValueTask<PublishReceipt> Publish(GoQueueMessage message, PublishOptions? options, IComposedObserver? observer, CancellationToken cancellationToken);
}
