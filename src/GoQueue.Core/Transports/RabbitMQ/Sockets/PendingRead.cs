using System.Threading.Tasks.Sources;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>The read that RabbitMQ.Client waits for, and the thread that waits to be given one. One read at a time, as for any stream; allocates nothing.</summary>
internal sealed class PendingRead : IValueTaskSource<int>
{
    private readonly object _sync = new();
    private ManualResetValueTaskSourceCore<int> _source;
    private CancellationTokenRegistration _cancellation;
    private Memory<byte> _buffer;
    private Exception? _end;
    private bool _isPending;
    private bool _isReceiving;

    /// <summary>Whether somebody waits for a read.</summary>
    public bool IsPending
    {
        get
        {
            lock (_sync)
            {
                return _isPending;
            }
        }
    }

    /// <summary>Whether nothing is read any more.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_sync)
            {
                return _end is not null;
            }
        }
    }

    public ValueTask<int> StartAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var cancellation = cancellationToken.UnsafeRegister(static (read, token) => ((PendingRead)read!).Cancel(token), this);
        lock (_sync)
        {
            if (_end is null && !cancellationToken.IsCancellationRequested)
            {
                _source.Reset();
                _cancellation = cancellation;
                _buffer = buffer;
                _isPending = true;
                Monitor.Pulse(_sync);
                return new ValueTask<int>(this, _source.Version);
            }
        }

        cancellation.Unregister();
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromException<int>(_end!);
    }

    /// <summary>Waits, in milliseconds, for a read or the end.</summary>
    public void Wait(int timeout)
    {
        lock (_sync)
        {
            if (!_isPending && _end is null)
            {
                Monitor.Wait(_sync, timeout);
            }
        }
    }

    /// <summary>From here on the read is not cancelled any more: its buffer is being written. False where it was, and its buffer is somebody else's.</summary>
    public bool TryClaim(out Memory<byte> buffer)
    {
        lock (_sync)
        {
            buffer = _buffer;
            _isReceiving = _isPending;
            return _isPending;
        }
    }

    /// <summary>Ends a read that was claimed: its waiter goes on here.</summary>
    public void SetResult(int count)
    {
        TryTake(claimed: true);
        _source.SetResult(count);
    }

    /// <summary>No read starts from now on; the first reason stands.</summary>
    public void End(IOException reason)
    {
        lock (_sync)
        {
            _end ??= reason;
            Monitor.Pulse(_sync);
        }
    }

    /// <summary>After the end: whoever waits is told of it.</summary>
    public void Fail()
    {
        if (TryTake(claimed: true))
        {
            _source.SetException(_end!);
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token)
    {
        if (TryTake(claimed: false))
        {
            _source.SetException(new OperationCanceledException(token));
        }
    }

    private bool TryTake(bool claimed)
    {
        lock (_sync)
        {
            if (!_isPending || (_isReceiving && !claimed))
            {
                return false;
            }

            _isPending = _isReceiving = false;
            _buffer = default;
        }

        _cancellation.Unregister();
        return true;
    }
}
