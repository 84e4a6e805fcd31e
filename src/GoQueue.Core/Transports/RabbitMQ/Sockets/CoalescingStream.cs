using System.Net.Sockets;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// A socket's stream that gathers what is written while a send is under way and sends it in one call: RabbitMQ.Client writes once per
/// message, and system calls are what publishing many small messages costs most. One writer at a time (the client's write loop, or
/// the TLS stream above), as for any stream. Where gathering is off, each write is a send, still watched.
/// </summary>
internal sealed class CoalescingStream : EndingStream, IThreadPoolWorkItem
{
    // Gathering more does not make system calls cheaper, and everything in here is latency for what comes last.
    private const int Capacity = 128 * 1024;

    // From here on a copy costs more than the system call it would save.
    private const int LargeWrite = 32 * 1024;

    private readonly Lock _sync = new();
    private readonly Socket _socket;
    private readonly SocketWatch _watch;
    private readonly bool _gathers;
    private byte[] _gathered = new byte[16 * 1024];
    private byte[] _sending = new byte[16 * 1024];
    private int _length;
    private bool _isSending;
    private TaskCompletionSource? _room;
    private Exception? _fault;

    public CoalescingStream(Socket socket, SocketWatch watch, bool gathers)
        : base(socket)
    {
        _socket = socket;
        _watch = watch;
        _gathers = gathers;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_sync)
        {
            if (_fault is not null)
            {
                return ValueTask.FromException(new IOException("The connection's socket has failed.", _fault));
            }

            if (!_isSending && (!_gathers || buffer.Length >= LargeWrite || _watch.IsQuiet))
            {
                // Nothing is coming that this could travel with: a hop to another thread would only make it late.
                _isSending = true;
            }
            else if (buffer.Length < LargeWrite && _length + buffer.Length <= Capacity)
            {
                Gather(buffer.Span);
                if (!_isSending)
                {
                    _isSending = true;
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                }

                return ValueTask.CompletedTask;
            }
            else
            {
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return WriteWithRoomAsync(_room.Task, buffer, cancellationToken);
            }
        }

        return SendDirectlyAsync(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Blocking writes would have to wait for the gathered ones. The client has none.
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is written asynchronously.");

    public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException("This stream is written asynchronously.");

    public override void WriteByte(byte value) => throw new NotSupportedException("This stream is written asynchronously.");

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void IThreadPoolWorkItem.Execute() => _ = PumpAsync();

    private async ValueTask WriteWithRoomAsync(Task room, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
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
        var send = SendAsync(buffer);
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
        catch (Exception exception)
        {
            Break(exception);
            throw new IOException("The connection's socket has failed.", exception);
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
        catch (Exception exception)
        {
            Break(exception);
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
    private void Break(Exception exception)
    {
        lock (_sync)
        {
            _fault = exception;
            SignalRoom();
        }

        _watch.Kill();
    }
}
