using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using GoQueue.Execution;

namespace GoQueue.Operations;

/// <summary>
/// Results on their way from the thread that reads a connection to the callers that await them. The thread pool would hand them out, too, item by item: it wakes a thread
/// for nearly each of a row of confirms, and a thread that has run out of work spins before it sleeps. Here the owning thread, or one work item, hands out what one read has brought,
/// and more run beside it only where that does not get ahead, because a caller's code takes long or waits for another result. Added to, and looked after, by the
/// owning thread alone.
/// </summary>
/// <param name="delivered">Called, on the thread that has handed out the last one, when nothing is left.</param>
internal sealed class ResultQueue(Action delivered) : IThreadPoolWorkItem
{
    /// <summary>How soon <see cref="Deliver"/> must be called again while the queue is not empty, in milliseconds.</summary>
    public const int Patience = 1;

    private readonly ConcurrentQueue<PublishOperation> _results = new();
    private int _owner;
    private int _runners;
    private int _runnersToCome;
    private long _added;
    private long _taken;
    private long _lastAdded;
    private long _lastTaken;
    private long _lastLook;

    /// <summary>Whether all of them have been taken.</summary>
    public bool IsEmpty => _results.IsEmpty;

    /// <summary>Whether nobody hands anything out.</summary>
    public bool IsIdle => Volatile.Read(ref _runners) == 0;

    /// <summary>Makes the calling thread the owner: of several that try to connect, the one that does.</summary>
    public void Own() => Volatile.Write(ref _owner, Environment.CurrentManagedThreadId);

    /// <summary>Takes a result in. False on any other thread than the owner's.</summary>
    public bool TryAdd(PublishOperation operation)
    {
        if (Volatile.Read(ref _owner) != Environment.CurrentManagedThreadId)
        {
            return false;
        }

        _results.Enqueue(operation);
        _added++;
        return true;
    }

    /// <summary>Sees to it that somebody hands the results out, and that he gets ahead.</summary>
    public void Deliver()
    {
        if (_results.IsEmpty)
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _runners, 1, 0) == 0)
        {
            Look();
            Queue();
        }
        else if (Volatile.Read(ref _runnersToCome) == 0 && Stopwatch.GetElapsedTime(_lastLook).TotalMilliseconds >= Patience)
        {
            // Where nothing has moved, callers may block each other, and as many threads are needed as there are of them.
            var taken = Volatile.Read(ref _taken);
            var needsMore = taken == _lastTaken || (taken < _lastAdded && Volatile.Read(ref _runners) < Environment.ProcessorCount);
            Look();
            if (needsMore)
            {
                Run();
            }
        }
    }

    /// <summary>The owner ends: a work item for each result, as nobody will look again.</summary>
    public void DeliverAll()
    {
        Interlocked.CompareExchange(ref _owner, 0, Environment.CurrentManagedThreadId);
        for (var left = _results.Count; left > 0; left--)
        {
            Run();
        }
    }

    /// <summary>Hands the results out on the calling thread, which owns none while it does. False where somebody else hands them out.</summary>
    public bool TryDeliverHere()
    {
        if (Interlocked.CompareExchange(ref _runners, 1, 0) != 0)
        {
            return false;
        }

        Look();

        // What comes of the callers' code is no result of this connection.
        Volatile.Write(ref _owner, 0);
        HandOut();
        return true;
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref _runnersToCome);
        HandOut();
    }

    private void HandOut()
    {
        do
        {
            while (_results.TryDequeue(out var operation))
            {
                Interlocked.Increment(ref _taken);
                Finish(operation);

                // As the pool does between two work items: a continuation that was added with UnsafeOnCompleted changes the thread's own context.
                SynchronizationContext.SetSynchronizationContext(null);
                DefaultContext.Restore();
            }

            Interlocked.Decrement(ref _runners);
        }
        while (!_results.IsEmpty && Interlocked.CompareExchange(ref _runners, 1, 0) == 0);
        delivered();
    }

    private static void Finish(PublishOperation operation)
    {
        try
        {
            operation.SetResult();
        }
        catch (Exception exception)
        {
            // A continuation that was not added by await threw. It ends the process, as in an async void method, and not the connection whose thread this may be.
            ThreadPool.UnsafeQueueUserWorkItem(static unhandled => unhandled.Throw(), ExceptionDispatchInfo.Capture(exception), preferLocal: false);
        }
    }

    private void Run()
    {
        Interlocked.Increment(ref _runners);
        Queue();
    }

    private void Queue()
    {
        Interlocked.Increment(ref _runnersToCome);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Look()
    {
        _lastLook = Stopwatch.GetTimestamp();
        _lastTaken = Volatile.Read(ref _taken);
        _lastAdded = _added;
    }
}
