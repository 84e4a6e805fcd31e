using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GoQueue.Publishing.Batching;

/// <summary>Runs batches and streams over the one publish path: starts message after message and waits for the oldest only when the window is full.</summary>
internal static class BatchRun
{
    public static ValueTask<BatchPublishResult> PublishAsync<T>(
        IBatchTarget target, IEnumerable<T> messages, PublishOptions? options, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
        => RunAsync(target, static target => target.StartSpan<T>(), messages, new TypedStart<T>(target, options), progress, cancellationToken);

    public static ValueTask<BatchPublishResult> PublishAsync(
        IBatchTarget target, IEnumerable<IGoQueueEvent> messages, PublishOptions? options, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
        => RunAsync(target, static target => target.StartSpan(), messages, new RuntimeStart(new BatchSink(target), options), progress, cancellationToken);

    public static ValueTask<BatchPublishResult> PublishAsync(
        IBatchTarget target, PublishBatch batch, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
        => RunAsync(target, static target => target.StartSpan(), batch.ToEntries(), new EntryStart(new BatchSink(target)), progress, cancellationToken);

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
        var start = new TypedStart<T>(target, options);
        var trace = BatchTrace.Start(target, static target => target.StartSpan<T>(), isStream: true);
        try
        {
            while (true)
            {
                // What is done is handed on before more is asked for: a slow source must not hold back results.
                while (window.Count > 0 && (window.IsFull || window.Oldest.Pending.IsCompleted))
                {
                    var result = await SettleOldestAsync(target, window, trace).ConfigureAwait(false);
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

                Start(window, start, source.Current, trace, cancellationToken);
            }

            while (window.Count > 0)
            {
                var result = await SettleOldestAsync(target, window, trace).ConfigureAwait(false);
                reporter.Count(result);
                yield return result;
            }

            reporter.End(total: null);
            source.Fault?.Throw();
        }
        finally
        {
            // Only if the enumeration was left early: every pooled publish has to be awaited once.
            while (window.Count > 0)
            {
                await SettleOldestAsync(target, window, trace).ConfigureAwait(false);
            }

            trace?.End();
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<BatchPublishResult> RunAsync<TItem, TStart>(
        IBatchTarget target, Func<IBatchTarget, Activity?> startSpan, IEnumerable<TItem> messages, TStart start, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
        where TStart : struct, IBatchStart<TItem>
    {
        int? total = messages is IReadOnlyCollection<TItem> collection ? collection.Count
            : messages.TryGetNonEnumeratedCount(out var count) ? count : null;
        var results = new List<BatchItemResult>(total ?? 0);
        var window = new BatchWindow();
        var reporter = new BatchProgressReporter(progress, total, target.Time);
        var trace = BatchTrace.Start(target, startSpan, isStream: false);
        try
        {
            foreach (var message in messages)
            {
                await MakeRoomAsync(target, window, results, reporter, trace).ConfigureAwait(false);
                Start(window, start, message, trace, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            // The sequence itself failed, most likely because it was changed meanwhile. The results of the messages that
            // were read must not be lost with the exception.
            throw new BatchPublishException(await EndAsync(target, window, results, reporter, trace).ConfigureAwait(false), exception);
        }

        return await EndAsync(target, window, results, reporter, trace).ConfigureAwait(false);
    }

    private static void Start<TItem, TStart>(BatchWindow window, TStart start, TItem message, BatchTrace? trace, CancellationToken cancellationToken)
        where TStart : struct, IBatchStart<TItem>
    {
        var slot = window.Rent();
        ValueTask<PublishReceipt> publish;
        var caller = trace is null ? null : Activity.Current;
        if (trace?.Next() is { } span)
        {
            // The message's span becomes its child, and what a middleware starts as well.
            Activity.Current = span;
        }

        try
        {
            publish = start.Publish(message, slot, cancellationToken);
        }
        catch (Exception exception)
        {
            // A publisher of the application behind a router, or a missing event: its exception is this message's result.
            publish = ValueTask.FromException<PublishReceipt>(exception);
        }

        if (trace is not null)
        {
            Activity.Current = caller;
        }

        window.Start(slot, publish);
    }

    private static async ValueTask MakeRoomAsync(IBatchTarget target, BatchWindow window, List<BatchItemResult> results, BatchProgressReporter reporter, BatchTrace? trace)
    {
        while (window.IsFull)
        {
            await SettleAsync(target, window, results, reporter, trace).ConfigureAwait(false);
        }
    }

    private static async ValueTask<BatchPublishResult> EndAsync(IBatchTarget target, BatchWindow window, List<BatchItemResult> results, BatchProgressReporter reporter, BatchTrace? trace)
    {
        while (window.Count > 0)
        {
            await SettleAsync(target, window, results, reporter, trace).ConfigureAwait(false);
        }

        trace?.End();
        reporter.End(window.Started);
        return new BatchPublishResult([.. results]);
    }

    private static async ValueTask SettleAsync(IBatchTarget target, BatchWindow window, List<BatchItemResult> results, BatchProgressReporter reporter, BatchTrace? trace)
    {
        var result = await SettleOldestAsync(target, window, trace).ConfigureAwait(false);
        results.Add(result);
        reporter.Count(result);
    }

    private static ValueTask<BatchItemResult> SettleOldestAsync(IBatchTarget target, BatchWindow window, BatchTrace? trace)
    {
        if (!window.Oldest.Pending.IsCompleted)
        {
            target.Flush();
        }

        return trace is null ? window.SettleOldestAsync() : SettleTracedAsync(window, trace);
    }

    private static async ValueTask<BatchItemResult> SettleTracedAsync(BatchWindow window, BatchTrace trace)
    {
        var result = await window.SettleOldestAsync().ConfigureAwait(false);
        trace.Settled(result);
        return result;
    }
}
