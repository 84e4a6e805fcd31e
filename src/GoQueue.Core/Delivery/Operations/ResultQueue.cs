using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using GoQueue.Messages.Execution;

namespace GoQueue.Delivery.Operations;

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

    // Looks without progress before a thread of its own is started. The more there are, the longer the next one takes.
    private const int MostStuckLooks = 2;

    private readonly ConcurrentQueue<PublishOperation> _results = new();

    // Results at whose end foreign code is called: never on the owning thread.
    private readonly ConcurrentQueue<PublishOperation> _observed = new();
    private int _owner;
    private int _runners;
    private int _runnersToCome;
    private int _threads;
    private int _stuckLooks;
    private long _added;
    private long _taken;
    private long _lastAdded;
    private long _lastTaken;
    private long _lastLook;

    /// <summary>Whether all of them have been taken.</summary>
    public bool IsEmpty => _results.IsEmpty && _observed.IsEmpty;

    /// <summary>
    /// Whether foreign code is called at the end of one of them, so that another thread has to hand it out.
    /// </summary>
    public bool NeedsOtherThread => !_observed.IsEmpty;

    /// <summary>Whether nobody hands anything out.</summary>
    public bool IsIdle => Volatile.Read(ref _runners) == 0;

    /// <summary>Makes the calling thread the owner: of several that try to connect, the one that does.</summary>
    public void Own() => Volatile.Write(ref _owner, Environment.CurrentManagedThreadId);

    /// <summary>Takes a result in. False on any other thread than the owner's.</summary>
    /// <param name="operation">The settled operation.</param>
    /// <param name="isObserved">Whether foreign code is called at its end.</param>
    public bool TryAdd(PublishOperation operation, bool isObserved)
    {
        if (Volatile.Read(ref _owner) != Environment.CurrentManagedThreadId)
        {
            return false;
        }

        (isObserved ? _observed : _results).Enqueue(operation);
        _added++;
        return true;
    }

    /// <summary>Sees to it that somebody hands the results out, and that he gets ahead.</summary>
    public void Deliver()
    {
        if (IsEmpty)
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _runners, 1, 0) == 0)
        {
            Look();
            Queue();
        }
        else if (Stopwatch.GetElapsedTime(_lastLook).TotalMilliseconds >= Patience)
        {
            AddRunner();
        }
    }

    private void AddRunner()
    {
        var taken = Volatile.Read(ref _taken);
        var isStuck = taken == _lastTaken;
        var isSlow = taken < _lastAdded;
        _stuckLooks = isStuck ? _stuckLooks + 1 : 0;
        Look();
        if (Volatile.Read(ref _runners) < Environment.ProcessorCount)
        {
            if ((isStuck || isSlow) && Volatile.Read(ref _runnersToCome) == 0)
            {
                Run();
            }
        }
        else if (_stuckLooks > MostStuckLooks + (Volatile.Read(ref _threads) / 4))
        {
            // Callers block, perhaps until others are told: each blocked one needs a thread. Not the pool's, which adds
            // one in half a second, and whose threads the client needs to write.
            _stuckLooks = 0;
            StartThread();
        }
    }

    /// <summary>The owner ends: a work item for each result, as nobody will look again.</summary>
    public void DeliverAll()
    {
        Interlocked.CompareExchange(ref _owner, 0, Environment.CurrentManagedThreadId);
        for (var left = _results.Count + _observed.Count; left > 0; left--)
        {
            Run();
        }
    }

    /// <summary>
    /// Hands the results out on the calling thread, which owns none while it does, except those that need another
    /// thread. False if another thread hands them out.
    /// </summary>
    public bool TryDeliverHere()
    {
        if (Interlocked.CompareExchange(ref _runners, 1, 0) != 0)
        {
            return false;
        }

        Look();

        // What comes of the callers' code is not a result of this connection. The stand-in may be the owner already.
        Interlocked.CompareExchange(ref _owner, 0, Environment.CurrentManagedThreadId);
        HandOut(isOwner: true);
        return true;
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref _runnersToCome);
        HandOut(isOwner: false);
    }

    /// <param name="isOwner">Whether the calling thread reads the connection, or did.</param>
    private void HandOut(bool isOwner)
    {
        do
        {
            while (_results.TryDequeue(out var operation) || (!isOwner && _observed.TryDequeue(out operation)))
            {
                Interlocked.Increment(ref _taken);
                Finish(operation);

                // As the pool does between two work items: a continuation that was added with UnsafeOnCompleted changes
                // the thread's own context.
                SynchronizationContext.SetSynchronizationContext(null);
                DefaultContext.Restore();
            }

            Interlocked.Decrement(ref _runners);
        }
        while (!(isOwner ? _results.IsEmpty : IsEmpty) && Interlocked.CompareExchange(ref _runners, 1, 0) == 0);
        delivered();
    }

    private static void Finish(PublishOperation operation)
    {
        try
        {
            operation.Finish();
        }
        catch (Exception exception)
        {
            // A continuation that was not added by await threw. It ends the process, as in an async void method, and
            // not the connection whose thread this may be.
            ThreadPool.UnsafeQueueUserWorkItem(static unhandled => unhandled.Throw(), ExceptionDispatchInfo.Capture(exception), preferLocal: false);
        }
    }

    private void StartThread()
    {
        Interlocked.Increment(ref _runners);
        Interlocked.Increment(ref _threads);
        try
        {
            new Thread(static queue => ((ResultQueue)queue!).RunThread()) { IsBackground = true, Name = "GoQueue results" }.UnsafeStart(this);
        }
        catch (OutOfMemoryException)
        {
            // The system has no more threads. The queue is looked at again.
            Interlocked.Decrement(ref _threads);
            Interlocked.Decrement(ref _runners);
        }
    }

    private void RunThread()
    {
        HandOut(isOwner: false);
        Interlocked.Decrement(ref _threads);
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
