using System.Diagnostics;
using GoQueue.Publishing.Composition;

namespace GoQueue.Publishing.Batching;

/// <summary>A publisher as batches see it: publishes one message and says when it is composed.</summary>
internal interface IBatchTarget
{
    TimeProvider Time { get; }

    /// <summary>Sends what is held back: a batch waits, and most likely for its own messages.</summary>
    void Flush();

    /// <summary>Starts the span of a batch of one event; null if it is not sampled. It is not made current.</summary>
    Activity? StartSpan<T>()
        where T : IGoQueueEvent<T>;

    /// <summary>Starts the span of a batch of several events.</summary>
    Activity? StartSpan();

    /// <summary>Ends the span of a batch.</summary>
    /// <param name="span">The span.</param>
    /// <param name="messages">How many messages were in it.</param>
    /// <param name="duration">The time from its start to the last result.</param>
    /// <param name="failure">The first failure, or null.</param>
    void StopSpan(Activity span, int messages, TimeSpan duration, Exception? failure);

    ValueTask<PublishReceipt> Publish<T>(T message, PublishOptions? options, ICompositionObserver? observer, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>;

    ValueTask<PublishReceipt> Publish(GoQueueMessage message, PublishOptions? options, ICompositionObserver? observer, CancellationToken cancellationToken);
}
