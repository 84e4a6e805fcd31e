using System.Runtime.CompilerServices;

namespace GoQueue.Batching;

/// <summary>Runs batches and streams over the one publish path: starts message after message and waits for the oldest only when the window is full.</summary>
internal static class BatchRun
{
    public static async ValueTask<BatchPublishResult> PublishAsync<T>(
        IBatchTarget target, IReadOnlyCollection<T> messages, PublishOptions? options, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
    {
        var results = new List<BatchItemResult>(messages.Count);
        var window = new BatchWindow();
        var reporter = new BatchProgressReporter(progress, messages.Count, target.Time);
        try
        {
            foreach (var message in messages)
            {
                await MakeRoomAsync(target, window, results, reporter).ConfigureAwait(false);
                Start(target, window, message, options, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            // The collection itself failed, most likely because it was changed meanwhile. What was published of it is
            // known, and must not be lost with the exception.
            throw new BatchPublishException(await EndAsync(target, window, results, reporter).ConfigureAwait(false), exception);
        }

        return await EndAsync(target, window, results, reporter).ConfigureAwait(false);
    }

    public static async ValueTask<BatchPublishResult> PublishAsync(
        IBatchTarget target, PublishBatch batch, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        var entries = batch.ToEntries();
        var results = new List<BatchItemResult>(entries.Length);
        var window = new BatchWindow();
        var sink = new BatchSink(target);
        var reporter = new BatchProgressReporter(progress, entries.Length, target.Time);
        foreach (var entry in entries)
        {
            await MakeRoomAsync(target, window, results, reporter).ConfigureAwait(false);
            var slot = window.Rent();
            sink.Observer = slot;
            window.Start(slot, PublishTo(sink, entry, cancellationToken));
        }

        return await EndAsync(target, window, results, reporter).ConfigureAwait(false);
    }

    public static async IAsyncEnumerable<BatchItemResult> StreamAsync<T>(
        IBatchTarget target,
        IAsyncEnumerable<T> messages,
        PublishOptions? options,
        IProgress<BatchProgress>? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
    {
        var window = new BatchWindow();
        var reporter = new BatchProgressReporter(progress, total: null, target.Time);
        var source = new BatchSource<T>(messages, target.Time, cancellationToken);
        try
        {
            while (true)
            {
                // What is done is handed on before more is asked for: a slow source must not hold back results.
                while (window.Count > 0 && (window.IsFull || window.Oldest.Pending.IsCompleted))
                {
                    var result = await SettleOldestAsync(target, window).ConfigureAwait(false);
                    reporter.Count(result);
                    yield return result;
                }

                if (!await source.TryMoveNextAsync(window).ConfigureAwait(false))
                {
                    continue;
                }

                if (source.IsAtEnd)
                {
                    break;
                }

                Start(target, window, source.Current, options, cancellationToken);
            }

            while (window.Count > 0)
            {
                var result = await SettleOldestAsync(target, window).ConfigureAwait(false);
                reporter.Count(result);
                yield return result;
            }

            reporter.End();
            source.Fault?.Throw();
        }
        finally
        {
            // Only if the enumeration was left early: every pooled publish has to be awaited once.
            while (window.Count > 0)
            {
                await SettleOldestAsync(target, window).ConfigureAwait(false);
            }

            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A message id belongs to one message: with one for all, consumers would keep the first and drop the rest.</summary>
    public static void RequireNoMessageId(PublishOptions? options)
    {
        if (options?.MessageId is not null)
        {
            throw new ArgumentException(
                "The options of a batch have a MessageId, which would give all its messages the same id: leave it out, or give each message its own options, new PublishBatch().Add(message, options).",
                nameof(options));
        }
    }

    private static void Start<T>(IBatchTarget target, BatchWindow window, T message, PublishOptions? options, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
    {
        var slot = window.Rent();
        ValueTask<PublishReceipt> publish;
        try
        {
            publish = target.Publish(message, options, slot, cancellationToken);
        }
        catch (Exception exception)
        {
            // A publisher of the application's, behind a router: its exception is this message's result.
            publish = ValueTask.FromException<PublishReceipt>(exception);
        }

        window.Start(slot, publish);
    }

    private static ValueTask<PublishReceipt> PublishTo(BatchSink sink, PublishBatchEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return entry.PublishTo(sink, cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<PublishReceipt>(exception);
        }
    }

    private static async ValueTask MakeRoomAsync(IBatchTarget target, BatchWindow window, List<BatchItemResult> results, BatchProgressReporter reporter)
    {
        while (window.IsFull)
        {
            await SettleAsync(target, window, results, reporter).ConfigureAwait(false);
        }
    }

    private static async ValueTask<BatchPublishResult> EndAsync(IBatchTarget target, BatchWindow window, List<BatchItemResult> results, BatchProgressReporter reporter)
    {
        while (window.Count > 0)
        {
            await SettleAsync(target, window, results, reporter).ConfigureAwait(false);
        }

        reporter.End();
        return new BatchPublishResult([.. results]);
    }

    private static async ValueTask SettleAsync(IBatchTarget target, BatchWindow window, List<BatchItemResult> results, BatchProgressReporter reporter)
    {
        var result = await SettleOldestAsync(target, window).ConfigureAwait(false);
        results.Add(result);
        reporter.Count(result);
    }

    private static ValueTask<BatchItemResult> SettleOldestAsync(IBatchTarget target, BatchWindow window)
    {
        if (!window.Oldest.Pending.IsCompleted)
        {
            target.Flush();
        }

        return window.SettleOldestAsync();
    }
}
