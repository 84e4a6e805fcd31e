using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GoQueue.Testing;

/// <summary>
/// A publisher written by hand: derive from it and override <see cref="OnPublishAsync"/>, through which every message goes, those of batches and streams one by one.
/// Nothing is validated or serialized; where that matters, use <see cref="GoQueueTestHarness"/>. Thread-safe where your override is.
/// </summary>
/// <param name="timeProvider">The clock of the receipts. Default: <see cref="TimeProvider.System"/>.</param>
public abstract class FakePublisher(TimeProvider? timeProvider = null) : IGoQueuePublisher, IBatchSink
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => Deliver(message, options, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync(IGoQueueEvent message, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
        Deliver(message, options, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
        Deliver(message, options, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IEnumerable<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => await RunAsync(messages, options, progress, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<BatchPublishResult> PublishBatchAsync(
        IEnumerable<IGoQueueEvent> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
        => await RunAsync(messages, options, progress, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IReadOnlyCollection<T> collection, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => PublishBatchAsync(messages: collection, options, progress, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<BatchPublishResult> PublishBatchAsync(
        PublishBatch batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var results = new List<BatchItemResult>(batch.Count);
        foreach (var entry in batch.ToEntries())
        {
            results.Add(await TryAsync(results.Count, entry.PublishTo(this, cancellationToken)).ConfigureAwait(false));
        }

        return End(results, progress);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BatchItemResult> PublishStreamAsync<T>(
        IAsyncEnumerable<T> messages,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(messages);
        long index = 0;

        // Not left to the source, which need not obey the token.
        cancellationToken.ThrowIfCancellationRequested();
        await foreach (var message in messages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return await TryAsync(index++, PublishAsync(message, options, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    ValueTask<PublishReceipt> IBatchSink.Publish<T>(T message, PublishOptions? options, CancellationToken cancellationToken) =>
        PublishAsync(message, options, cancellationToken);

    ValueTask<PublishReceipt> IBatchSink.Publish(GoQueueMessage message, PublishOptions? options, CancellationToken cancellationToken) =>
        PublishAsync(message, options, cancellationToken);

    ValueTask<PublishReceipt> IBatchSink.Publish(IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken) =>
        PublishAsync(message, options, cancellationToken);

    /// <summary>Every message that is published, whatever the method.</summary>
    /// <param name="message">The event, or a <see cref="GoQueueMessage"/>.</param>
    /// <param name="options">The settings that the caller gave, or null.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The receipt; throw, or return a failed task, where the publish shall fail. <see cref="ReceiptFor"/> makes one.</returns>
    protected abstract ValueTask<PublishReceipt> OnPublishAsync(object message, PublishOptions? options, CancellationToken cancellationToken);

    /// <summary>A receipt as the first attempt's: with the id and time of the options, or a new id and the time of the fake's clock.</summary>
    /// <param name="options">The settings that the caller gave, or null.</param>
    /// <returns>The receipt.</returns>
    protected PublishReceipt ReceiptFor(PublishOptions? options)
    {
        var now = options?.Timestamp ?? _time.GetUtcNow();
        return new PublishReceipt(options?.MessageId ?? Guid.CreateVersion7(now).ToString(), now, Attempts: 1, MayBeDuplicated: false, Deduplicated: false);
    }

    private async Task<BatchPublishResult> RunAsync<TItem>(
        IEnumerable<TItem> messages, PublishOptions? options, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var results = new List<BatchItemResult>();
        try
        {
            foreach (var message in messages)
            {
                results.Add(await TryAsync(results.Count, Deliver(message, options, cancellationToken)).ConfigureAwait(false));
            }
        }
#pragma warning disable CA1031 // The sequence's exception is the inner one, as in the real publisher.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new BatchPublishException(End(results, progress), exception);
        }

        return End(results, progress);
    }

    private ValueTask<PublishReceipt> Deliver(object? message, PublishOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            ArgumentNullException.ThrowIfNull(message);
            return OnPublishAsync(message, options, cancellationToken);
        }
#pragma warning disable CA1031 // A publisher's failures are in its task, also those of an override that throws.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ValueTask.FromException<PublishReceipt>(exception);
        }
    }

    private static async ValueTask<BatchItemResult> TryAsync(long index, ValueTask<PublishReceipt> publish)
    {
        try
        {
            return new BatchItemResult(index, await publish.ConfigureAwait(false), Exception: null);
        }
#pragma warning disable CA1031 // Whatever the override throws is this message's result, as in the real publisher.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new BatchItemResult(index, default, exception);
        }
    }

    private static BatchPublishResult End(List<BatchItemResult> results, IProgress<BatchProgress>? progress)
    {
        var result = new BatchPublishResult([.. results]);
        try
        {
            progress?.Report(new BatchProgress(result.Count, result.FailedCount, result.Count));
        }
#pragma warning disable CA1031 // Documented: an observer's fault is not the messages'.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        return result;
    }
}
