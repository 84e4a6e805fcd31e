using System.Collections.Concurrent;
using GoQueue.Messages.Execution;

namespace GoQueue.Publishing.Background;

/// <summary>
/// Publishes after the call has returned, over the one publish path: only the last step, handing the frozen message to the transport, waits its turn. Not
/// disposable: a container would dispose it before the publisher, whose closing drains it.
/// </summary>
internal sealed class BackgroundPublisher(GoQueuePublisher publisher, BackgroundOptions settings) : IGoQueueBackgroundPublisher
{
    private readonly ConcurrentDictionary<BackgroundItem, bool> _accepted = new(ReferenceEqualityComparer.Instance);

    public BackgroundQueue Queue { get; } = new(settings);

    public int Count => Queue.Count;

    public long Bytes => Queue.Bytes;

    public ValueTask<BackgroundPublish> EnqueueAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        var item = new BackgroundItem(this, cancellationToken);
        return Begin(item, publisher.PublishInBackground(message, options, item));
    }

    public ValueTask<BackgroundPublish> EnqueueAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        var item = new BackgroundItem(this, cancellationToken);
        return Begin(item, publisher.PublishInBackground(message, options, item));
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        // Keys is a copy: what is accepted meanwhile is not waited for. The dictionary itself may show it or not, as hash codes fall.
        foreach (var item in _accepted.Keys)
        {
            // One after the other is as good as all together: the last one decides.
            await ((Task)item.Completion).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes no more messages and waits for those that were accepted; at the end of its time, what has not begun fails.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        Queue.Stop();
        try
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Queue.Abandon();
        }
    }

    /// <summary>Keeps an accepted message until it is settled.</summary>
    public void Remember(BackgroundItem item) => _accepted.TryAdd(item, true);

    private ValueTask<BackgroundPublish> Begin(BackgroundItem item, ValueTask<PublishReceipt> publish)
    {
        using (DefaultContext.Enter())
        {
            _ = FinishAsync(item, publish);
        }

        return new ValueTask<BackgroundPublish>(item.Accepted);
    }

    private async Task FinishAsync(BackgroundItem item, ValueTask<PublishReceipt> publish)
    {
        try
        {
            item.Complete(await publish.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            if (item.Fail(exception) && settings.OnFailure is { } onFailure)
            {
                // Not here: with a transport that answers at once, this is the caller's own thread.
                var failure = new BackgroundFailure((await item.Accepted.ConfigureAwait(false)).MessageId, exception);
                ThreadPool.UnsafeQueueUserWorkItem(Tell, (onFailure, failure), preferLocal: false);
            }
        }

        _accepted.TryRemove(item, out _);
    }

    private static void Tell((Action<BackgroundFailure> OnFailure, BackgroundFailure Failure) state)
    {
        try
        {
            state.OnFailure(state.Failure);
        }
        catch (Exception)
        {
            // Documented: an observer's fault is not the message's, and nobody awaits this.
        }
    }
}
