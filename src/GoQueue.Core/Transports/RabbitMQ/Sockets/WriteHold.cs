using System.Threading.Tasks.Sources;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// Holds RabbitMQ.Client's write loop back at its last message. Without work it would sleep, and be woken on another thread by the very next message; held, it finds
/// many at once, and runs on the thread of whoever lets it go. One waiter at a time; thread-safe, allocates nothing.
/// </summary>
internal sealed class WriteHold : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private int _isHeld;

    public ValueTask Hold()
    {
        _source.Reset();
        var hold = new ValueTask(this, _source.Version);

        // A full fence: held first, then the look at the queue.
        Interlocked.Exchange(ref _isHeld, 1);
        return hold;
    }

    /// <summary>Lets it go on, here and now: not to be called with a lock.</summary>
    public void Release()
    {
        if (Volatile.Read(ref _isHeld) != 0 && Interlocked.Exchange(ref _isHeld, 0) != 0)
        {
            _source.SetResult(true);
        }
    }

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);
}
