using System.Collections.Concurrent;

namespace GoQueue.Messages.Execution;

/// <summary>
/// Runs calls of foreign code that no publish waits for, such as the log lines of connections: on the thread pool, in
/// the default context, one after the other in their order. A logger that blocks, or publishes and waits, holds up
/// later reports and nothing else. Thread-safe.
/// </summary>
internal sealed class ReportQueue : IThreadPoolWorkItem
{
    // A lost connection reports each message that was on it. A slow sink must not fill the memory.
    private const int Capacity = 16_384;

    private readonly ConcurrentQueue<IThreadPoolWorkItem> _reports = new();
    private int _count;
    private int _isRunning;
    private long _dropped;

    /// <summary>Called after reports were dropped, with their number.</summary>
    public Action<long>? Dropped { get; set; }

    /// <summary>Adds a report. It is dropped if too many wait.</summary>
    public void Add(IThreadPoolWorkItem report)
    {
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            Interlocked.Decrement(ref _count);
            Interlocked.Increment(ref _dropped);
            return;
        }

        _reports.Enqueue(report);
        if (Interlocked.Exchange(ref _isRunning, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        do
        {
            while (_reports.TryDequeue(out var report))
            {
                Interlocked.Decrement(ref _count);
                Run(report);
            }

            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                Dropped?.Invoke(dropped);
            }

            Interlocked.Exchange(ref _isRunning, 0);
        }
        while (!_reports.IsEmpty && Interlocked.Exchange(ref _isRunning, 1) == 0);
    }

    private static void Run(IThreadPoolWorkItem report)
    {
        try
        {
            report.Execute();
        }
        catch (Exception)
        {
            // A report that cannot be made is not made: it must not stop the later ones, nor end the process.
        }
        finally
        {
            DefaultContext.Restore();
        }
    }
}
