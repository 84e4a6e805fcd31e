using System.Threading.Tasks.Sources;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// Holds RabbitMQ.Client's write loop back at its last message. Without work it would sleep, and be woken on another thread by the very next message; held, it finds
/// many at once, and runs on the thread of whoever lets it go. One waiter at a time; thread-safe, allocates nothing.
/// </summary>
internal sealed class WriteHold : IValueTaskSource, IThreadPoolWorkItem
{
    // A few sends. Without an end, whoever let the loop go would be kept from his own work for as long as others bring some: a caller, or the turns of the channels.
    private const int MostAtOnce = 128;

    private ManualResetValueTaskSourceCore<bool> _source;
    private int _isHeld;

    // The loop's alone.
    private int _written;

    public ValueTask Hold()
    {
        _written = 0;
        _source.Reset();
        var hold = new ValueTask(this, _source.Version);

        // A full fence: held first, then the look at the queue.
        Interlocked.Exchange(ref _isHeld, 1);
        return hold;
    }

    /// <summary>After each write: the loop goes on where it is, or, after many, on a thread of the pool.</summary>
    public ValueTask GoOn()
    {
        if (++_written < MostAtOnce)
        {
            return ValueTask.CompletedTask;
        }

        var hold = Hold();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return hold;
    }

    /// <summary>Lets it go on, here and now: not to be called with a lock.</summary>
    /// <returns>Whether it was held.</returns>
    public bool Release()
    {
        var isHeld = Volatile.Read(ref _isHeld) != 0 && Interlocked.Exchange(ref _isHeld, 0) != 0;
        if (isHeld)
        {
            _source.SetResult(true);
        }

        return isHeld;
    }

    void IThreadPoolWorkItem.Execute() => Release();

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);
}
