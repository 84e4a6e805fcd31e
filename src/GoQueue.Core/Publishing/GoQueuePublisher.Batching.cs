using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using GoQueue.Publishing.Batching;
using GoQueue.Publishing.Composition;

namespace GoQueue;

/// <summary>Batches and streams: many messages over the one publish path.</summary>
public sealed partial class GoQueuePublisher : IBatchTarget
{
    TimeProvider IBatchTarget.Time => _settings.Time;

    void IBatchTarget.Flush() => _buffer?.Flush();

    Activity? IBatchTarget.StartSpan<T>()
    {
        try
        {
            return _telemetry.StartBatch(PlanOf<T>());
        }
        catch (Exception)
        {
            // An event that cannot be planned: each of its messages fails with the reason.
            return null;
        }
    }

    Activity? IBatchTarget.StartSpan() => _telemetry.StartBatch(observed: null);

    void IBatchTarget.StopSpan(Activity span, int messages, TimeSpan duration, Exception? failure) => _telemetry.StopBatch(span, messages, duration, failure);

    /// <inheritdoc/>
    public ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IEnumerable<T> messages,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(messages);
        RuntimeBatches.RequireNoMessageId(options);
        return BatchRun.PublishAsync(this, messages, options, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<BatchPublishResult> PublishBatchAsync(
        IEnumerable<IGoQueueEvent> messages,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        RuntimeBatches.RequireNoMessageId(options);
        return BatchRun.PublishAsync(this, messages, options, progress, cancellationToken);
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IReadOnlyCollection<T> collection,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => PublishBatchAsync(messages: collection, options, progress, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BatchPublishResult> PublishBatchAsync(
        PublishBatch batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return BatchRun.PublishAsync(this, batch, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BatchItemResult> PublishStreamAsync<T>(
        IAsyncEnumerable<T> messages,
        PublishOptions? options = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(messages);
        RuntimeBatches.RequireNoMessageId(options);
        return BatchRun.StreamAsync(this, messages, options, progress, cancellationToken);
    }

    ValueTask<PublishReceipt> IBatchTarget.Publish<T>(T message, PublishOptions? options, ICompositionObserver? observer, CancellationToken cancellationToken)
        => Publish(message, options, observer, cancellationToken);

    ValueTask<PublishReceipt> IBatchTarget.Publish(
        GoQueueMessage message, PublishOptions? options, ICompositionObserver? observer, CancellationToken cancellationToken)
        => Publish(message, options, observer, cancellationToken);
}
