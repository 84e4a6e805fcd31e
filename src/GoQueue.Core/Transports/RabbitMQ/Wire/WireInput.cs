using System.Diagnostics;
using System.Net.Sockets;
using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// Reads a socket on a thread of its own. A socket that is read asynchronously wakes the framework's socket thread for each packet and a thread of the pool for each read, which spins before it sleeps again: with a
/// thousand messages in flight that was half of all CPU time. While the broker has work for milliseconds, it reads in steps of milliseconds. Callers are told on this thread, and a second one
/// stands in for it if they keep it.
/// </summary>
/// <param name="socket">The socket. Closed here when reading has ended.</param>
/// <param name="load">How much is on its way.</param>
/// <param name="results">What callers are told.</param>
/// <param name="output">Sent on the way.</param>
/// <param name="demux">Takes what is read.</param>
/// <param name="ended">Called once, on the reading thread, with the cause of the end.</param>
internal sealed class WireInput(Socket socket, WireLoad load, ResultQueue results, WireOutput output, WireDemux demux, Action<Exception> ended)
{
    private readonly Lock _closing = new();
    private readonly AnswerSpin _spin = new();
    private readonly StandIn _standIn = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stream? _secured;
    private Exception? _closeReason;
    private long _lastReceived = Stopwatch.GetTimestamp();
    private long _silenceTicks;
    private bool _hasMore;
    private bool _hasStandIn;

    /// <summary>
    /// Connects on the thread that reads later: a socket that was connected asynchronously is watched by the framework as long as it lives. Completes when the connection is there, its handshake included.
    /// </summary>
    /// <param name="connect">Connects, and returns the TLS stream to read from; null = the socket itself.</param>
    /// <param name="cancellationToken">Closes the socket.</param>
    public async Task ConnectAsync(Func<Stream?> connect, CancellationToken cancellationToken)
    {
        StartThread(() => Run(connect));
        using (cancellationToken.UnsafeRegister(static input => ((WireInput)input!).Abort(), this))
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

    /// <summary>
    /// Ends the connection if nothing is received for two and a half intervals: the broker sends at least a heartbeat in each half of one. The client notices after three to four.
    /// </summary>
    /// <param name="heartbeat">The interval; zero = no bound.</param>
    public void ExpectHeartbeats(TimeSpan heartbeat) => Interlocked.Exchange(ref _silenceTicks, (heartbeat * 2.5).Ticks);

    /// <summary>Ends the reading behind what has been received, with this cause. The thread closes the socket.</summary>
    public void CloseAfterRest(Exception cause) => TryEnd(aborts: false, cause);

    /// <summary>Closes the socket in order, once the thread has let go of it.</summary>
    public void Close()
    {
        if (!TryEnd(aborts: false, new IOException("The connection's socket was closed.")))
        {
            socket.Dispose();
        }
    }

    /// <summary>Closes the socket at once, and throws away what is still to be sent.</summary>
    public void Abort()
    {
        TryEnd(aborts: true, new IOException("The connection's socket was closed."));
        socket.Dispose();

        // A handshake may be waiting for foreign code, which looks at certificates.
        if (_connected.TrySetException(new IOException("The connection's socket was closed.")))
        {
            // Observed: an attempt that was given up may have no caller any more.
            _ = _connected.Task.Exception;
        }
    }

    /// <summary>Waits for bytes and receives them; for TLS, its ciphertext. On the reading thread.</summary>
    public int Receive(Span<byte> buffer)
    {
        if (!_hasMore && load.IsBusy)
        {
            Thread.Sleep(load.Backlog);
            Attend();
        }

        while (true)
        {
            if (!load.IsAlone || !_spin.Wait(socket))
            {
                // While the connection is busy, callers leave their bytes to this thread, and it comes by.
                while (!socket.Poll(load.IsBusy ? (int)load.Backlog.TotalMicroseconds : FallAsleep(), SelectMode.SelectRead))
                {
                    output.SetReader(isAsleep: false);
                    Attend();
                    CheckSilence();
                }

                output.SetReader(isAsleep: false);
            }

            var read = socket.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                continue;
            }

            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }

            _lastReceived = Stopwatch.GetTimestamp();
            _hasMore = read == buffer.Length;
            return read;
        }
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

    private void Run(Func<Stream?> connect)
    {
        try
        {
            _secured = connect();
            if (!_connected.TrySetResult())
            {
                throw new IOException("The connection's socket was closed.");
            }
        }
        catch (Exception exception)
        {
            _connected.TrySetException(exception);
            Finish(exception);
            return;
        }

        TakeTurns();
    }

    private void TakeTurns()
    {
        while (ReadUntilRelieved() && _standIn.StandBy())
        {
        }
    }

    /// <summary>True if the other thread reads now, false if the socket has ended.</summary>
    private bool ReadUntilRelieved()
    {
        results.Own();
        try
        {
            while (true)
            {
                var room = demux.Room;
                var read = _secured is { } secured ? secured.Read(room) : Receive(room);
                if (read == 0)
                {
                    throw new EndOfStreamException("The broker ended the connection.");
                }

                demux.Advance(read);
                if (!TryDeliver())
                {
                    return true;
                }
            }
        }
        catch (Exception exception)
        {
            Finish(exception);
            return false;
        }
    }

    /// <summary>
    /// Hands what was read to the callers, on this thread: a thread of the pool would be woken for it, and spins before it
    /// sleeps again, which was a fifth of all CPU time. If a caller keeps this thread, the other one reads on, and the
    /// pool runs what is left. False if the other thread reads now.
    /// </summary>
    private bool TryDeliver()
    {
        if (results.IsEmpty || results.NeedsOtherThread)
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

        Attend();
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

    /// <summary>Sees to it that callers are told, and that what waits for more is sent.</summary>
    private void Attend()
    {
        results.Deliver();
        output.Flush(now: true);
    }

    /// <summary>Nothing needs this thread until there is something to read, except results that may have no thread to deliver them.</summary>
    /// <returns>How long it may sleep, in microseconds; -1 = until there is something to read.</returns>
    private int FallAsleep()
    {
        output.SetReader(isAsleep: true);
        if (!results.IsEmpty)
        {
            return ResultQueue.Patience * 1000;
        }

        // Behind that look: while results are there, a flush leaves the bytes to the thread that delivers them, which may
        // take the last one and block in a caller's code. Only this thread adds results.
        output.Flush();

        // No wake-up of its own on a connection that lives: a heartbeat comes before.
        return Interlocked.Read(ref _silenceTicks) is not 0 and var silence ? (int)Math.Min(int.MaxValue, TimeSpan.FromTicks(silence).TotalMicroseconds) : -1;
    }

    private void CheckSilence()
    {
        if (Interlocked.Read(ref _silenceTicks) is not 0 and var silence && Stopwatch.GetElapsedTime(_lastReceived).Ticks >= silence)
        {
            throw new IOException($"The broker sent nothing for {TimeSpan.FromTicks(silence).TotalSeconds:0.#} s, two and a half heartbeat intervals.");
        }
    }

    /// <summary>False if no thread closes the socket.</summary>
    private bool TryEnd(bool aborts, Exception cause)
    {
        lock (_closing)
        {
            _closeReason ??= cause;
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

    private void Finish(Exception exception)
    {
        ended(Volatile.Read(ref _closeReason) ?? exception);
        lock (_closing)
        {
            // Not while another thread is shutting it down: closed in use, it would be reset.
            socket.Dispose();
        }

        _secured?.Dispose();

        // No thread comes by any more: each result gets a thread of the pool, and whatever is queued is sent or dropped by its caller.
        output.SetReader(isAsleep: true);
        results.DeliverAll();
        _standIn.End();
    }
}
