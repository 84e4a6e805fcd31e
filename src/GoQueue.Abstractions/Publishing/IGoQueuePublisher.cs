using System.ComponentModel;
using System.Runtime.CompilerServices;

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
    /// The receipt, once the broker has confirmed the message. Await the <see cref="ValueTask{TResult}"/> once, because
    /// it is pooled: a second read throws <see cref="InvalidOperationException"/> and affects no other publish. A
    /// blocking read waits. Call <c>AsTask()</c> if the result is needed more than once.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="PublishException">The message is not known to be published; the exception's type and outcome say what is known.</exception>
    /// <exception cref="PublishCanceledException">The token was cancelled.</exception>
    ValueTask<PublishReceipt> PublishAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>;

    /// <summary>
    /// Publishes an event whose type is known only at run time, for example a domain event of an aggregate: with the
    /// validation, JSON and routing of its own type, as if it were published by its generated method.
    /// </summary>
    /// <param name="message">The event.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the exception's outcome says whether the message was sent.</param>
    /// <returns>
    /// The receipt, once the broker has confirmed the message. Await the <see cref="ValueTask{TResult}"/> once, because
    /// it is pooled: a second read throws <see cref="InvalidOperationException"/> and affects no other publish. A
    /// blocking read waits. Call <c>AsTask()</c> if the result is needed more than once.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="PublishException">The message is not known to be published; the exception's type and outcome say what is known.</exception>
    /// <exception cref="PublishCanceledException">The token was cancelled.</exception>
    ValueTask<PublishReceipt> PublishAsync(IGoQueueEvent message, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return EventDescriptor.Of(message, options?.MessageId).PublishTo(this, message, options, cancellationToken);
        }
#pragma warning disable CA1031 // A publish fails through its task, whatever the reason.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ValueTask.FromException<PublishReceipt>(exception);
        }
    }

    /// <summary>Publishes a message whose kind is not known at compile time: through the same pipeline, validated when it comes in.</summary>
    /// <param name="message">The message; topic (or a default exchange), action and data must be there.</param>
    /// <param name="options">Settings of this one publish, which win over the message's own, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; whether the message was sent then stands in the exception's outcome.</param>
    /// <returns>
    /// The receipt, once the broker has confirmed the message. Await the <see cref="ValueTask{TResult}"/> once, because
    /// it is pooled: a second read throws <see cref="InvalidOperationException"/> and affects no other publish. A
    /// blocking read waits. Call <c>AsTask()</c> if the result is needed more than once.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="EventValidationException">Something is missing or malformed; carries every failure.</exception>
    /// <exception cref="PublishException">The message is not known to be published; the exception's type and outcome say what is known.</exception>
    /// <exception cref="PublishCanceledException">The token was cancelled.</exception>
    ValueTask<PublishReceipt> PublishAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Publishes many events of one kind: pipelined, not one by one. Written in the order of the input. A failed message does not end the batch:
    /// look at the result, or call its <see cref="BatchPublishResult.ThrowIfAnyFailed"/>. Generated <c>Publish{Name}BatchAsync</c> methods call this.
    /// </summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="messages">
    /// The events. Read once, at most 2,048 messages or 32 MiB of bodies ahead of their results; must not change before
    /// the batch is done. If their number cannot be read without enumerating them, <see cref="BatchProgress.Total"/> is
    /// null until the last one was read.
    /// </param>
    /// <param name="options">Settings of every message, or <see langword="null"/>; without a message id, which belongs to one message.</param>
    /// <param name="progress">Hears how far the batch is, or <see langword="null"/>; its own exceptions go to nobody.</param>
    /// <param name="cancellationToken">
    /// Gives up: messages without a result then have a <see cref="PublishCanceledException"/> as result, and the batch ends without throwing.
    /// </param>
    /// <returns>One result per message, in the order of the input.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> is null. (A null event in it is that message's result.)</exception>
    /// <exception cref="ArgumentException"><paramref name="options"/> has a message id.</exception>
    /// <exception cref="BatchPublishException">
    /// <paramref name="messages"/> threw: the exception's result has what is known of those that were read, its inner
    /// exception is what was thrown.
    /// </exception>
    ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IEnumerable<T> messages,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => RuntimeBatches.PublishAsync(this, messages, options, progress, cancellationToken);

    /// <summary>
    /// Publishes many events whose types are known only at run time: pipelined, in the order of the input. A failed message does not end the batch:
    /// look at the result, or call its <see cref="BatchPublishResult.ThrowIfAnyFailed"/>.
    /// </summary>
    /// <param name="messages">The events. Read once, ahead of their results; must not change before the batch is done.</param>
    /// <param name="options">Settings of every message, or <see langword="null"/>; without a message id, which belongs to one message.</param>
    /// <param name="progress">Gets the batch's progress, or <see langword="null"/>; its own exceptions are ignored.</param>
    /// <param name="cancellationToken">
    /// Stops the batch: messages without a result then have a <see cref="PublishCanceledException"/> as result, and the batch ends without throwing.
    /// </param>
    /// <returns>One result per message, in the order of the input.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> is null. (A null event in it is that message's result.)</exception>
    /// <exception cref="ArgumentException"><paramref name="options"/> has a message id.</exception>
    /// <exception cref="BatchPublishException">
    /// <paramref name="messages"/> threw: the exception's result has what is known of those that were read, its inner
    /// exception is what was thrown.
    /// </exception>
    ValueTask<BatchPublishResult> PublishBatchAsync(
        IEnumerable<IGoQueueEvent> messages,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => RuntimeBatches.PublishAsync(this, messages, options, progress, cancellationToken);

    /// <summary>Publishes many events of one kind. The form of version 0.1, which event assemblies of that version call.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="collection">The events.</param>
    /// <param name="options">Settings of every message, or <see langword="null"/>; without a message id.</param>
    /// <param name="progress">Gets the batch's progress, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the batch.</param>
    /// <returns>One result per message, in the order of the input.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IReadOnlyCollection<T> collection,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>;

    /// <summary>
    /// Publishes messages of several kinds, each with its own options: pipelined, in the order of the batch. A failed message does not end the
    /// batch: look at the result, or call its <see cref="BatchPublishResult.ThrowIfAnyFailed"/>.
    /// </summary>
    /// <param name="batch">The messages.</param>
    /// <param name="progress">Hears how far the batch is, or <see langword="null"/>; its own exceptions go to nobody.</param>
    /// <param name="cancellationToken">
    /// Gives up: messages without a result then have a <see cref="PublishCanceledException"/> as result, and the batch ends without throwing.
    /// </param>
    /// <returns>One result per message, in the order of the batch.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="batch"/> is null.</exception>
    ValueTask<BatchPublishResult> PublishBatchAsync(
        PublishBatch batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Publishes a stream of any length with bounded memory: it is read as fast as the broker confirms, and the results come in the order of the input.
    /// Nothing is read or published before the results are enumerated. Leaving the enumeration early stops reading and waits for what is under way.
    /// Generated <c>Publish{Name}StreamAsync</c> methods call this.
    /// </summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="messages">The events.</param>
    /// <param name="options">Settings of every message, or <see langword="null"/>; without a message id, which belongs to one message.</param>
    /// <param name="progress">Hears how far the stream is, or <see langword="null"/>; its own exceptions go to nobody.</param>
    /// <param name="cancellationToken">
    /// Gives up: <paramref name="messages"/> is read no further, even if it ignores its token; what was read gets its
    /// result, then the enumeration throws <see cref="OperationCanceledException"/>. An exception of
    /// <paramref name="messages"/> is thrown in the same way, after the results of what was read before.
    /// </param>
    /// <returns>One result per message, in the order of the input.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> is null. (A null event in it is that message's result.)</exception>
    /// <exception cref="ArgumentException"><paramref name="options"/> has a message id.</exception>
    IAsyncEnumerable<BatchItemResult> PublishStreamAsync<T>(
        IAsyncEnumerable<T> messages,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>;
}
