namespace GoQueue;

/// <summary>
/// Writes events in the caller's database transaction. A relay publishes them after the commit; if the transaction is
/// rolled back they never existed. Validation, JSON, middleware, compression, encryption and all limits run inside of the
/// call; whatever fails must fail the transaction. Not an <see cref="IGoQueuePublisher"/>: a completed call means "written",
/// not "confirmed". Safe to use from any number of threads; a transaction is not.
/// </summary>
public interface IGoQueueOutbox
{
    /// <summary>Writes one event.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="target">The transaction that writes the data which the event is about, or a batch in it.</param>
    /// <param name="message">The event; its run-time type must be <typeparamref name="T"/> itself. May be changed afterwards.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>. <see cref="PublishOptions.Timeout"/> is not stored.</param>
    /// <param name="cancellationToken">Gives up; the transaction must then be rolled back.</param>
    /// <returns>The message's id and time.</returns>
    /// <exception cref="OutboxTransactionException">The transaction cannot take the event: it has ended, is ambient on SQLite, or belongs to another database.</exception>
    /// <exception cref="OutboxUnavailableException">The database refused the row. In PostgreSQL the transaction is aborted: roll it back.</exception>
    /// <exception cref="PublishException">The event is not valid; the type says why. Nothing was written.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> or the transaction is null.</exception>
    ValueTask<EnqueuedMessage> EnqueueAsync<T>(
        EnqueueTarget target, T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>;

    /// <summary>Writes one event whose type is known only at run time.</summary>
    /// <param name="target">The transaction, or a batch in it.</param>
    /// <param name="message">The event.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up; the transaction must then be rolled back.</param>
    /// <returns>The message's id and time.</returns>
    /// <exception cref="PublishException">Nothing was written; the type says why, as for an event of known type.</exception>
    ValueTask<EnqueuedMessage> EnqueueAsync(
        EnqueueTarget target, IGoQueueEvent message, PublishOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Writes a message whose kind is not known at compile time.</summary>
    /// <param name="target">The transaction, or a batch in it.</param>
    /// <param name="message">The message.</param>
    /// <param name="options">Settings of this one message, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up; the transaction must then be rolled back.</param>
    /// <returns>The message's id and time.</returns>
    /// <exception cref="PublishException">Nothing was written; the type says why, as for an event.</exception>
    ValueTask<EnqueuedMessage> EnqueueAsync(
        EnqueueTarget target, GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Writes several messages in their order, all or none: each is checked before the first is written.</summary>
    /// <param name="target">The transaction, or a batch in it.</param>
    /// <param name="batch">The messages.</param>
    /// <param name="cancellationToken">Gives up; the transaction must then be rolled back.</param>
    /// <returns>The messages' ids and times, in order.</returns>
    /// <exception cref="PublishException">The first message that is not valid, or why the rows could not be written.</exception>
    ValueTask<IReadOnlyList<EnqueuedMessage>> EnqueueAsync(EnqueueTarget target, PublishBatch batch, CancellationToken cancellationToken = default);
}
