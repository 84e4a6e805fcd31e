using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using GoQueue.Execution;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// A socket's stream that gathers what is written and sends it in few calls: RabbitMQ.Client writes once per message, and system calls and wake-ups of threads are
/// what publishing many small messages costs most. It sends as soon as nothing more is about to come; while the broker has work for milliseconds, in large pieces
/// or each millisecond. One writer at a time (the client's write loop, or the TLS stream above), as for any stream. Where gathering is off, each write is a send, still
/// watched.
/// </summary>
[SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "The timer lets the client's write loop go, whatever happens; one that does not run is memory like any other.")]
internal sealed class CoalescingStream : ReadingStream, IThreadPoolWorkItem
{
    // Gathering more does not make system calls cheaper, and everything in here is latency for what comes last.
    private const int Capacity = 128 * 1024;

    // From here on a copy costs more than the system call it would save, and what has been gathered is worth one.
    private const int LargeWrite = 32 * 1024;

    private readonly Lock _sync = new();
    private readonly Socket _socket;
    private readonly SocketWatch _watch;
    private readonly ClientQueue _queue;
    private readonly SocketReader _reader;
    private readonly bool _gathers;
    private readonly ITimer _timer;
    private byte[] _gathered = new byte[16 * 1024];
    private byte[] _sending = new byte[16 * 1024];
    private int _length;
    private bool _isSending;
    private bool _timerRuns;
    private TaskCompletionSource? _room;
    private volatile bool _isBroken;

    public CoalescingStream(Socket socket, SocketWatch watch, ClientQueue queue, SocketReader reader, bool gathers)
        : base(socket, reader)
    {
        _socket = socket;
        _watch = watch;
        _queue = queue;
        _reader = reader;
        _gathers = gathers;
        reader.Called = OnTimer;

        // By the machine's clock, not the publisher's: this is about the cost of threads and system calls, and a clock that stands still must not keep bytes.
        _timer = DefaultContext.CreateTimer(TimeProvider.System, static stream => ((CoalescingStream)stream!).OnTimer(), this);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isBroken)
        {
            // Whoever reads tells of it, and of each message. An exception here would be nobody's: the client keeps the task of its write loop to itself.
            return ValueTask.CompletedTask;
        }

        _queue.Passed(buffer.Span);
        var write = WriteOrWaitAsync(buffer, cancellationToken);
        return write.IsCompletedSuccessfully && _queue.IsCounted ? _queue.WriteLoop.GoOn() : write;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Blocking writes would have to wait for the gathered ones. The client has none.
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is written asynchronously.");

    public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException("This stream is written asynchronously.");

    public override void WriteByte(byte value) => throw new NotSupportedException("This stream is written asynchronously.");

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void IThreadPoolWorkItem.Execute() => _ = PumpAsync();

    private ValueTask WriteOrWaitAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        var isDirect = !_gathers || buffer.Length >= LargeWrite;
        lock (_sync)
        {
            if (_isBroken)
            {
                return ValueTask.CompletedTask;
            }

            if (isDirect ? _isSending || _length > 0 : _length + buffer.Length > Capacity)
            {
                StartPump();
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return WriteWithRoomAsync(_room.Task, buffer, cancellationToken);
            }

            if (!isDirect)
            {
                Gather(buffer.Span);
                if (_isSending || !SendsNow())
                {
                    return HoldOrGoOn();
                }
            }

            _isSending = true;
        }

        if (isDirect)
        {
            return SendDirectlyAsync(buffer);
        }

        // Here, in the client's write loop: another thread would have to be woken for it. Where the socket is full, it goes on by itself.
        _ = PumpAsync();
        return HoldOrGoOn();
    }

    private async ValueTask WriteWithRoomAsync(Task room, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        await WriteOrWaitAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether what has been gathered is sent at once; if not, it is sent with what comes next, or in a millisecond. Under the lock.</summary>
    private bool SendsNow()
    {
        if (_length >= LargeWrite || (_queue.IsCounted ? _queue.IsEmpty && !_watch.IsBusy : _watch.IsQuiet))
        {
            return true;
        }

        StartTimer();
        return false;
    }

    /// <summary>
    /// Keeps the client's write loop where callers are waiting for confirms, and will publish more: without work it would sleep, and a thread of the pool be woken for the
    /// next message. Held here, it runs on the thread of whoever brings one.
    /// </summary>
    private ValueTask HoldOrGoOn()
    {
        if (!_queue.IsCounted || !_queue.IsEmpty || _watch.IsIdle)
        {
            return ValueTask.CompletedTask;
        }

        // With the lock: the timer lets go what is held when it comes, and comes once.
        lock (_sync)
        {
            StartTimer();
            var hold = _queue.WriteLoop.Hold();
            if (_queue.IsWorthwhile || (!_queue.IsEmpty && !_watch.IsBusy))
            {
                // They came between the two looks, and found nothing to let go.
                _queue.WriteLoop.Release();
            }

            return hold;
        }
    }

    private void StartTimer()
    {
        if (!_timerRuns)
        {
            _timerRuns = true;
            if (!_reader.CallSoon())
            {
                _timer.Change(_watch.Backlog, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void OnTimer()
    {
        bool sends;
        lock (_sync)
        {
            _timerRuns = false;
            sends = !_isSending && _length > 0;
            _isSending |= sends;
        }

        if (sends)
        {
            _ = PumpAsync();
        }

        _queue.WriteLoop.Release();
    }

    /// <summary>Under the lock.</summary>
    private void StartPump()
    {
        if (!_isSending)
        {
            _isSending = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Gather(ReadOnlySpan<byte> bytes)
    {
        if (_gathered.Length - _length < bytes.Length)
        {
            Array.Resize(ref _gathered, Math.Min(Capacity, Math.Max(_gathered.Length * 2, _length + bytes.Length)));
        }

        bytes.CopyTo(_gathered.AsSpan(_length));
        _length += bytes.Length;
    }

    private ValueTask SendDirectlyAsync(ReadOnlyMemory<byte> buffer)
    {
        ValueTask send;
        try
        {
            send = SendAsync(buffer);
        }
        catch (Exception)
        {
            Break();
            return ValueTask.CompletedTask;
        }

        if (!send.IsCompletedSuccessfully)
        {
            return FinishDirectSendAsync(send);
        }

        EndDirectSend();
        return ValueTask.CompletedTask;
    }

    private async ValueTask FinishDirectSendAsync(ValueTask send)
    {
        try
        {
            await send.ConfigureAwait(false);
        }
        catch (Exception)
        {
            Break();
            return;
        }

        EndDirectSend();
    }

    /// <summary>Whatever was gathered meanwhile is the pump's.</summary>
    private void EndDirectSend()
    {
        lock (_sync)
        {
            if (_length == 0)
            {
                _isSending = false;
                SignalRoom();
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task PumpAsync()
    {
        try
        {
            while (TryTakeGathered(out var bytes))
            {
                await SendAsync(bytes).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            Break();
        }
    }

    private bool TryTakeGathered(out ReadOnlyMemory<byte> bytes)
    {
        lock (_sync)
        {
            SignalRoom();
            _isSending = _length > 0;
            bytes = default;
            if (_isSending)
            {
                (_gathered, _sending) = (_sending, _gathered);
                bytes = _sending.AsMemory(0, _length);
                _length = 0;
            }

            return _isSending;
        }
    }

    private void SignalRoom()
    {
        _room?.TrySetResult();
        _room = null;
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _watch.SendStarts();
        var send = _socket.SendAsync(bytes, SocketFlags.None);
        if (!send.IsCompletedSuccessfully)
        {
            return SendRestAsync(send, bytes);
        }

        var sent = send.Result;
        if (sent < bytes.Length)
        {
            return SendRestAsync(new ValueTask<int>(sent), bytes);
        }

        _watch.SendEnds();
        return ValueTask.CompletedTask;
    }

    private async ValueTask SendRestAsync(ValueTask<int> send, ReadOnlyMemory<byte> bytes)
    {
        var sent = await send.ConfigureAwait(false);
        while (sent < bytes.Length)
        {
            sent += await _socket.SendAsync(bytes[sent..], SocketFlags.None).ConfigureAwait(false);
        }

        _watch.SendEnds();
    }

    /// <summary>A failed send closes the socket, so that the client's read loop notices at once and not at the third missed heartbeat.</summary>
    private void Break()
    {
        lock (_sync)
        {
            _isBroken = true;
            SignalRoom();
        }

        _watch.Kill();
    }
}
