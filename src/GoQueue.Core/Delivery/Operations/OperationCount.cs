namespace GoQueue.Delivery.Operations;

/// <summary>
/// How many operations are under way: two counters, because those who begin and those who end run on different threads and would otherwise
/// fight for one cache line. Thread-safe.
/// </summary>
internal sealed class OperationCount
{
    private const int CacheLine = 64 / sizeof(long);

    // [line] begun, [2 * line] ended.
    private readonly long[] _counters = new long[4 * CacheLine];
    private TaskCompletionSource? _zero;

    /// <summary>How many are under way. Ended is read first, so it is never negative.</summary>
    public long Value
    {
        get
        {
            var ended = Volatile.Read(ref _counters[2 * CacheLine]);
            return Volatile.Read(ref _counters[CacheLine]) - ended;
        }
    }

    public void Enter() => Interlocked.Increment(ref _counters[CacheLine]);

    public void Leave()
    {
        var ended = Interlocked.Increment(ref _counters[2 * CacheLine]);
        if (Volatile.Read(ref _zero) is { } zero && ended == Volatile.Read(ref _counters[CacheLine]))
        {
            zero.TrySetResult();
        }
    }

    /// <summary>Completes the next time that none is under way, perhaps at once.</summary>
    public Task WhenZeroAsync()
    {
        TaskCompletionSource zero;
        lock (_counters)
        {
            zero = _zero is { Task.IsCompleted: false } waiting ? waiting : new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _zero, zero);
        }

        // Published before the counters are read: whoever ends later sees it.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _counters[2 * CacheLine]) == Volatile.Read(ref _counters[CacheLine]))
        {
            zero.TrySetResult();
        }

        return zero.Task;
    }
}
