using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GoQueue.Execution;
using GoQueue.Operations;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// Reads a socket on a thread of its own, and RabbitMQ.Client's read loop runs on it. A socket that is read asynchronously wakes the framework's socket thread for each
/// packet and a thread of the pool for each read, which spins before it sleeps again: with a thousand messages in flight that was half of all CPU time. While
/// the broker has work for milliseconds, it reads in steps of milliseconds, unless it is not paced; while it has little, callers are told on this thread, and
/// a second one stands in for it. One read at a time, as for any stream.
/// </summary>
internal sealed class SocketReader(Socket socket, SocketWatch watch, ResultQueue results, bool isPaced)
{
    // How often this thread passes by, at steps of a millisecond or more, before it no longer relies on others.
    private const int MostPasses = 4;

    // So long a call waits at most while one message after the other is confirmed.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(8);

    private readonly Lock _closing = new();
    private readonly PendingRead _read = new();
    private readonly AnswerSpin _spin = new();
    private readonly StandIn _standIn = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isAsleep;
    private int _isCalled;
    private bool _hasMore;
    private int _passes;
    private long _lastCall;
    private bool _hasStandIn;

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

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _read.StartAsync(buffer, cancellationToken);

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
        lock (_closing)
        {
            _read.End(new IOException("The connection's socket was closed."));
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

    // Without the caller's execution context: it would be that of everything that is ever read here.
    private static void StartThread(Action run) => new Thread(() =>
    {
        ReadingThread.Enter();
        run();
    })
    {
        IsBackground = true,
        Name = "GoQueue reader",
    }.UnsafeStart();

    private void Start(Action connect) => StartThread(() =>
    {
        try
        {
            connect();
            _connected.TrySetResult();
        }
        catch (Exception exception)
        {
            _connected.TrySetException(exception);
            Fail(exception);
            Finish();
            return;
        }

        TakeTurns();
    });

    private void TakeTurns()
    {
        while (ReadUntilRelieved() && _standIn.StandBy())
        {
        }
    }

    /// <summary>True where the other thread reads now, false where the socket has ended.</summary>
    private bool ReadUntilRelieved()
    {
        results.Own();
        try
        {
            while (WaitForRead())
            {
                Read();
                if (!TryDeliver())
                {
                    return true;
                }
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        Finish();
        return false;
    }

    private void Fail(Exception exception) => _read.End(exception as IOException ?? new IOException("The connection's socket has failed.", exception));

    private void Finish()
    {
        _read.Fail();
        lock (_closing)
        {
            // Not while another thread is shutting it down: closed in use, it would be reset.
            socket.Dispose();
        }

        // Nobody comes by any more: whoever waits for it now goes on, and whoever comes later needs a timer.
        results.DeliverAll();
        Interlocked.Exchange(ref _isAsleep, 1);
        Called?.Invoke();
        _standIn.End();
    }

    private bool WaitForRead()
    {
        while (!_read.IsPending && !_read.HasEnded)
        {
            _read.Wait(FallAsleep() ? Timeout.Infinite : ResultQueue.Patience);
            Volatile.Write(ref _isAsleep, 0);
            Attend();
        }

        return !_read.HasEnded;
    }

    private void Read()
    {
        if (isPaced && !_hasMore && watch.IsBusy)
        {
            Thread.Sleep(watch.Backlog);
            Attend();
        }

        if (!watch.IsAlone || !_spin.Wait(socket))
        {
            while (!socket.Poll(FallAsleep() ? -1 : ResultQueue.Patience * 1000, SelectMode.SelectRead))
            {
                Attend();
            }
        }

        Volatile.Write(ref _isAsleep, 0);
        if (!_read.TryClaim(out var buffer))
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
        _read.SetResult(read);
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

    /// <summary>
    /// Has what was read handed to the callers: here where few wait, as a change of threads would be a good part of the time that each of them waits; by the pool where there are many, who would keep this thread
    /// from reading. False where a caller has kept it, and the other thread reads now.
    /// </summary>
    private bool TryDeliver()
    {
        if (results.IsEmpty || results.NeedsOtherThread || watch.IsBusy)
        {
            Attend();
            return true;
        }

        if (!_standIn.TryLeave())
        {
            Attend();
            StartStandIn();
            return true;
        }

        var isDone = results.TryDeliverHere();
        if (!_standIn.TryReturn())
        {
            return false;
        }

        if (isDone)
        {
            results.Own();
        }

        // Those who were told have written what came of it. Whatever else waits for a call can wait a little: it would cost the next message a change of threads.
        if (Volatile.Read(ref _isCalled) != 0 && Stopwatch.GetElapsedTime(_lastCall) >= s_longestWait)
        {
            Call();
        }

        return true;
    }

    private void StartStandIn()
    {
        if (!_hasStandIn)
        {
            _hasStandIn = true;
            StartThread(() =>
            {
                if (_standIn.StandBy())
                {
                    TakeTurns();
                }
            });
        }
    }

    private void Attend()
    {
        results.Deliver();

        // Whoever hands out results writes what comes of them when he is done, unless a caller keeps him.
        if (Volatile.Read(ref _isCalled) != 0 && (results.IsIdle || ++_passes > MostPasses))
        {
            Call();
        }
    }

    private void Call()
    {
        _lastCall = Stopwatch.GetTimestamp();
        _passes = 0;
        Volatile.Write(ref _isCalled, 0);
        Called?.Invoke();
    }
}
