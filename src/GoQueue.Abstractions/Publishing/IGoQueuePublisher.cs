namespace GoQueue;

/// <summary>
/// Publishes events and completes when the broker has confirmed them. Safe to use from any number of threads; one per application is
/// enough. Not disposable: its owner (the container, or who called <c>GoQueuePublisher.Create</c>) closes it.
/// </summary>
public interface IGoQueuePublisher
{
    /// <summary>Publishes one event. Generated <c>Publish{Name}Async</c> methods call this.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="message">The event; its run-time type must be <typeparamref name="T"/> itself.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; whether the message was sent then stands in the exception's outcome.</param>
    /// <returns>
    /// The receipt, once the broker has confirmed the message. Await the <see cref="ValueTask{TResult}"/> once and do not keep it: it is pooled.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="PublishException">The message is not known to be published; the exception's type and outcome say what is known.</exception>
    /// <exception cref="PublishCanceledException">The token was cancelled.</exception>
    ValueTask<PublishReceipt> PublishAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>;
}
