using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using GoQueue.Operations;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// Reads a socket on a thread of its own, and RabbitMQ.Client's read loop runs on it. A socket that is read asynchronously wakes the framework's socket thread for each
/// packet and a thread of the pool for each read, which spins before it sleeps again: with a thousand messages in flight that was half of all CPU time. While
/// the broker has work for milliseconds, it reads in steps of milliseconds, unless it is not paced. One read at a time, as for any stream.
/// </summary>
internal sealed class SocketReader(Socket socket, SocketWatch watch, ResultQueue results, bool isPaced) : IValueTaskSource<int>
{
    // How often this thread passes by, at steps of a millisecond or more, before it no longer relies on others.
    private const int MostPasses = 4;

    private readonly object _sync = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ManualResetValueTaskSourceCore<int> _source;
    private CancellationTokenRegistration _cancellation;
    private Memory<byte> _buffer;
    private Exception? _end;
    private int _isAsleep;
    private int _isCalled;
    private bool _isPending;
    private bool _isReceiving;
    private bool _hasMore;
    private int _passes;

    /// <summary>
    /// Connects on the thread that reads later: a socket that was connected asynchronously is the framework's to watch for ever. Only where closing the socket ends a connect,
    /// which is Linux.
    /// </summary>
    public async Task ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        Start(() => socket.Connect(address, port));
        using (cancellationToken.UnsafeRegister(static reader => ((SocketReader)reader!).Abort(), this))
        {
            try
            {
                await _connected.Task.ConfigureAwait(false);
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException("The connect was given up.", exception, cancellationToken);
            }
        }
    }

    /// <summary>Called on the reading thread, by <see cref="CallSoon"/>.</summary>
    public Action? Called { get; set; }

    /// <summary>Has <see cref="Called"/> called within milliseconds. False where this thread sleeps, and shall not be woken for it.</summary>
    public bool CallSoon()
    {
        // A full fence, here and where it falls asleep: one of the two sees the other.
        Interlocked.Exchange(ref _isCalled, 1);
        return Volatile.Read(ref _isAsleep) == 0;
    }

    /// <summary>Starts to read a socket that is connected.</summary>
    public void Start() => Start(static () => { });

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var cancellation = cancellationToken.UnsafeRegister(static (reader, token) => ((SocketReader)reader!).Cancel(token), this);
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

    /// <summary>Closes the socket in order, once the thread has let go of it: a read that waits fails, and the thread ends.</summary>
    public void Close()
    {
        if (!TryEnd(aborts: false))
        {
            socket.Dispose();
        }
    }

    /// <summary>Closes the socket at once, and throws away what is still to be sent.</summary>
    public void Abort()
    {
        TryEnd(aborts: true);
        socket.Dispose();
    }

    /// <summary>False where no thread closes the socket.</summary>
    private bool TryEnd(bool aborts)
    {
        lock (_sync)
        {
            _end ??= new IOException("The connection's socket was closed.");
            Monitor.Pulse(_sync);
            try
            {
                if (aborts)
                {
                    // Else the kernel would go on offering the peer what we have given up.
                    socket.LingerState = new LingerOption(true, 0);
                }

                // The thread may wait in the kernel for something to read. Tells the peer nothing.
                socket.Shutdown(SocketShutdown.Receive);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // Not connected yet, no longer, or closed already.
                _ = exception;
                return false;
            }
        }

        return _connected.Task.IsCompletedSuccessfully;
    }

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    // Without the caller's execution context: it would be that of everything that is ever read here.
    private void Start(Action connect) => new Thread(() => Run(connect)) { IsBackground = true, Name = "GoQueue reader" }.UnsafeStart();

    private void Run(Action connect)
    {
        try
        {
            connect();
            results.Own();
            _connected.TrySetResult();
            while (WaitForRead())
            {
                Read();
                Attend();
            }
        }
        catch (Exception exception)
        {
            _connected.TrySetException(exception);
            lock (_sync)
            {
                _end ??= exception as IOException ?? new IOException("The connection's socket has failed.", exception);
            }
        }

        if (TryTakePending(claimed: true))
        {
            _source.SetException(_end!);
        }

        lock (_sync)
        {
            // Not while another thread is shutting it down: closed in use, it would be reset.
            socket.Dispose();
        }

        // Nobody comes by any more: whoever waits for it now goes on, and whoever comes later needs a timer.
        results.DeliverAll();
        Interlocked.Exchange(ref _isAsleep, 1);
        Called?.Invoke();
    }

    private bool WaitForRead()
    {
        while (true)
        {
            lock (_sync)
            {
                if (!_isPending && _end is null)
                {
                    Monitor.Wait(_sync, FallAsleep() ? Timeout.Infinite : ResultQueue.Patience);
                    Volatile.Write(ref _isAsleep, 0);
                }

                if (_isPending || _end is not null)
                {
                    return _end is null;
                }
            }

            // Not under the lock: the client's write loop may run in here.
            Attend();
        }
    }

    private void Read()
    {
        if (isPaced && !_hasMore && watch.IsBusy)
        {
            Thread.Sleep(watch.Backlog);
            Attend();
        }

        while (!socket.Poll(FallAsleep() ? -1 : ResultQueue.Patience * 1000, SelectMode.SelectRead))
        {
            Attend();
        }

        Volatile.Write(ref _isAsleep, 0);
        if (!TryClaim(out var buffer))
        {
            return;
        }

        // The TLS stream above waits for data by reading into nothing: that gives 0 without being the end.
        var read = buffer.IsEmpty ? 0 : socket.Receive(buffer.Span, SocketFlags.None);
        if (read == 0 && !buffer.IsEmpty)
        {
            throw new EndOfStreamException("The broker ended the connection.");
        }

        _hasMore = read == buffer.Length;
        TryTakePending(claimed: true);
        _source.SetResult(read);
    }

    /// <summary>Whether nothing needs this thread until there is something to read.</summary>
    private bool FallAsleep()
    {
        Interlocked.Exchange(ref _isAsleep, 1);
        if (results.IsEmpty && Volatile.Read(ref _isCalled) == 0)
        {
            return true;
        }

        Volatile.Write(ref _isAsleep, 0);
        return false;
    }

    private void Attend()
    {
        results.Deliver();

        // Whoever hands out results writes what comes of them when he is done, unless a caller keeps him.
        if (Volatile.Read(ref _isCalled) != 0 && (results.IsIdle || ++_passes > MostPasses))
        {
            _passes = 0;
            Volatile.Write(ref _isCalled, 0);
            Called?.Invoke();
        }
    }

    /// <summary>From here on the read is not cancelled any more: its buffer is being written. False where it was, and its buffer is somebody else's.</summary>
    private bool TryClaim(out Memory<byte> buffer)
    {
        lock (_sync)
        {
            buffer = _buffer;
            _isReceiving = _isPending;
            return _isPending;
        }
    }

    private bool TryTakePending(bool claimed)
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

    private void Cancel(CancellationToken token)
    {
        if (TryTakePending(claimed: false))
        {
            _source.SetException(new OperationCanceledException(token));
        }
    }
}
