using System.Threading.Tasks.Sources;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// What RabbitMQ.Client has of the connection. Its writes are cut at the lengths of their frames, whatever their own lengths, and leave at the next end of a frame. It reads the frames that are not ours: the reading
/// thread puts them down and goes on, and the client's read loop continues on the thread pool. One reader and one writer at a time, as for any stream; allocates nothing per read.
/// </summary>
/// <param name="frames">Takes the client's frames.</param>
/// <param name="fail">Ends the connection; called without a lock.</param>
internal sealed class ClientHalf(ClientFrames frames, Action<Exception> fail) : IValueTaskSource<int>
{
    // The client's traffic is small. A client that does not read must cost neither the reading thread nor memory without end.
    private const int MostUnread = 1024 * 1024;

    private readonly Lock _sync = new();
    private ManualResetValueTaskSourceCore<int> _source = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private byte[] _unread = new byte[4096];
    private int _start;
    private int _end;
    private Memory<byte> _target;
    private Exception? _failure;
    private bool _isPending;

    /// <summary>Bytes of the client on their way to the broker, of any number of frames or pieces of one.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            frames.Write(bytes);
        }
        catch (InvalidDataException exception)
        {
            // Not thrown here: the client keeps the task of its write loop to itself.
            fail(exception);
        }
    }

    /// <summary>Frames of the broker on their way to the client. Never waits.</summary>
    /// <exception cref="InvalidDataException">The client has left too much unread.</exception>
    public void Give(ReadOnlySpan<byte> received)
    {
        int count;
        lock (_sync)
        {
            if (_failure is not null)
            {
                return;
            }

            Keep(received);
            if (!_isPending)
            {
                return;
            }

            count = EndRead(_target.Span);
        }

        _cancellation.Unregister();
        _source.SetResult(count);
    }

    /// <summary>No more comes. What was given is still read first; the first reason stands.</summary>
    public void End(IOException reason)
    {
        lock (_sync)
        {
            if (_failure is not null)
            {
                return;
            }

            _failure = reason;
            if (!_isPending)
            {
                return;
            }

            _isPending = false;
            _target = default;
        }

        _cancellation.Unregister();
        _source.SetException(reason);
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // Before the lock: a token that is cancelled already calls back here.
        var cancellation = cancellationToken.UnsafeRegister(static (half, token) => ((ClientHalf)half!).Cancel(token), this);
        ValueTask<int> result;
        lock (_sync)
        {
            if (_end > _start || buffer.IsEmpty)
            {
                result = new ValueTask<int>(Take(buffer.Span));
            }
            else if (_failure is not null)
            {
                // An exception, and no end of the stream: the client takes an end in the middle of a frame for "not enough yet" and asks again and again (7.2.2).
                result = ValueTask.FromException<int>(_failure);
            }
            else if (cancellationToken.IsCancellationRequested)
            {
                result = ValueTask.FromCanceled<int>(cancellationToken);
            }
            else
            {
                _source.Reset();
                _cancellation = cancellation;
                _target = buffer;
                _isPending = true;
                return new ValueTask<int>(this, _source.Version);
            }
        }

        cancellation.Unregister();
        return result;
    }

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token)
    {
        lock (_sync)
        {
            if (!_isPending)
            {
                return;
            }

            _isPending = false;
            _target = default;
        }

        _source.SetException(new OperationCanceledException(token));
    }

    private int EndRead(Span<byte> target)
    {
        _isPending = false;
        _target = default;
        return Take(target);
    }

    private int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _end - _start);
        _unread.AsSpan(_start, count).CopyTo(target);
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }

        return count;
    }

    private void Keep(ReadOnlySpan<byte> received)
    {
        var count = _end - _start;
        if (count + received.Length > MostUnread)
        {
            throw new InvalidDataException($"RabbitMQ.Client has left {count:N0} bytes of the connection unread.");
        }

        if (_unread.Length - _end < received.Length)
        {
            var target = _unread.Length - count < received.Length ? new byte[Math.Min(MostUnread, Math.Max(_unread.Length * 2, count + received.Length))] : _unread;
            _unread.AsSpan(_start, count).CopyTo(target);
            (_unread, _start, _end) = (target, 0, count);
        }

        received.CopyTo(_unread.AsSpan(_end));
        _end += received.Length;
    }
}
