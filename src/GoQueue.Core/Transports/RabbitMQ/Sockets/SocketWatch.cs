using System.Net.Sockets;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// Our hand on the sockets of one connection: how busy they are, whether a send hangs, and the switch that ends them whatever state the
/// client library is in. Thread-safe.
/// </summary>
internal sealed class SocketWatch(TimeProvider time)
{
    private readonly Lock _sync = new();
    private readonly List<Socket> _sockets = [];
    private Func<bool>? _isQuiet;
    private long _sendStarted;
    private bool _killed;

    /// <summary>Says whether at most one message is on its way, so that gathering frames could gain nothing.</summary>
    public bool IsQuiet => _isQuiet is not { } isQuiet || isQuiet();

    public void ReportQuietBy(Func<bool> isQuiet) => _isQuiet = isQuiet;

    public void Add(Socket socket)
    {
        lock (_sync)
        {
            if (!_killed)
            {
                _sockets.Add(socket);
                return;
            }
        }

        // The connect was given up while the client made one more socket.
        socket.Dispose();
    }

    /// <summary>How many sends there were.</summary>
    public long Sends { get; private set; }

    // One send at a time: no two threads are here at once.
    public void SendStarts()
    {
        Sends++;
        Volatile.Write(ref _sendStarted, time.GetTimestamp());
    }

    public void SendEnds() => Volatile.Write(ref _sendStarted, 0);

    /// <summary>Whether the peer has taken nothing for longer than the bound while a send is under way.</summary>
    public bool IsStalled(TimeSpan bound)
    {
        var started = Volatile.Read(ref _sendStarted);
        return started != 0 && time.GetElapsedTime(started) > bound;
    }

    /// <summary>Closes the sockets: the client's loops end at once.</summary>
    public void Kill()
    {
        lock (_sync)
        {
            _killed = true;
            foreach (var socket in _sockets)
            {
                socket.Dispose();
            }

            _sockets.Clear();
        }
    }
}
