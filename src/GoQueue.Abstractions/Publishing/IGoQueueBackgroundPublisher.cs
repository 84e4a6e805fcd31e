namespace GoQueue;

/// <summary>
/// Takes messages and publishes them after the call has returned. A message is validated and serialized first, so what is wrong with it still
/// reaches the caller. <strong>Accepted messages are held in memory: they are lost if the process dies before the broker has them.</strong> Where that must
/// not be, await <see cref="IGoQueuePublisher"/>. Safe to use from any number of threads.
/// </summary>
public interface IGoQueueBackgroundPublisher
{
    /// <summary>Messages that are accepted and not settled.</summary>
    int Count { get; }

    /// <summary>The bytes of their bodies.</summary>
    long Bytes { get; }

    /// <summary>Validates and serializes one event and accepts it, waiting for room if that is what the queue does when it is full.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="message">The event; its run-time type must be <typeparamref name="T"/> itself. May be changed afterwards.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up waiting for room. An accepted message is published all the same.</param>
    /// <returns>A handle whose <see cref="BackgroundPublish.Completion"/> is the receipt; may be ignored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="PublishQueueFullException">The queue is full and set to fail, or too many bytes wait for room already.</exception>
    /// <exception cref="PublishException">The message was not accepted; the type says why.</exception>
    /// <exception cref="PublishCanceledException">The token was cancelled before the message was accepted.</exception>
    ValueTask<BackgroundPublish> EnqueueAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>;

    /// <summary>Validates and serializes an event whose type is known only at run time, and accepts it.</summary>
    /// <param name="message">The event. May be changed afterwards.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting for room. An accepted message is published all the same.</param>
    /// <returns>A handle whose <see cref="BackgroundPublish.Completion"/> is the receipt; may be ignored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="PublishQueueFullException">The queue is full and set to fail, or too many bytes wait for room already.</exception>
    /// <exception cref="PublishException">The message was not accepted; the type says why.</exception>
    /// <exception cref="PublishCanceledException">The token was cancelled before the message was accepted.</exception>
    ValueTask<BackgroundPublish> EnqueueAsync(IGoQueueEvent message, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return EventDescriptor.Of(message, options?.MessageId).EnqueueTo(this, message, options, cancellationToken);
        }
#pragma warning disable CA1031 // A publish fails through its task, whatever the reason.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ValueTask.FromException<BackgroundPublish>(exception);
        }
    }

    /// <summary>Validates a message whose kind is not known at compile time, and accepts it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="options">Settings of this one publish, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up waiting for room. An accepted message is published all the same.</param>
    /// <returns>A handle whose <see cref="BackgroundPublish.Completion"/> is the receipt; may be ignored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="PublishQueueFullException">The queue is full and set to fail, or too many bytes wait for room already.</exception>
    /// <exception cref="PublishException">The message was not accepted; the type says why.</exception>
    /// <exception cref="PublishCanceledException">The token was cancelled before the message was accepted.</exception>
    ValueTask<BackgroundPublish> EnqueueAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Waits until every message accepted so far is settled, failures included.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the messages.</param>
    /// <returns>Completes when they are.</returns>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);
}
