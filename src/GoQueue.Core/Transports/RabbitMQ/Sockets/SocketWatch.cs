namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// Our hand on the sockets of one connection: how busy they are, whether a send hangs, and the switch that ends them whatever state the
/// client library is in. Thread-safe.
/// </summary>
internal sealed class SocketWatch(TimeProvider time)
{
    // More than any broker takes from one connection (we have seen 200).
    private const int MessagesPerMillisecond = 256;

    private const int LongestBacklog = 4;

    private readonly Lock _sync = new();
    private readonly List<SocketReader> _sockets = [];
    private Func<int>? _load;
    private long _sendStarted;
    private bool _killed;

    /// <summary>Whether no message is on its way.</summary>
    public bool IsIdle => Load == 0;

    /// <summary>Whether one message is on its way, and nothing else.</summary>
    public bool IsAlone => Load == 1;

    /// <summary>Whether gathering frames could gain nothing: at most one message is on its way.</summary>
    public bool IsQuiet => Load <= 1;

    /// <summary>Whether so many messages are on their way that a millisecond more for one of them costs no throughput.</summary>
    public bool IsBusy => Load >= MessagesPerMillisecond;

    /// <summary>
    /// How long the broker is sure to have work, at least a millisecond: so long new messages may wait for more of them, and its answers for us. Where it is not busy nothing waits
    /// for it, and it is only how long the client's write loop is kept for another message.
    /// </summary>
    public TimeSpan Backlog => TimeSpan.FromMilliseconds(IsBusy ? Math.Clamp(Load / MessagesPerMillisecond, 1, LongestBacklog) : LongestBacklog);

    private int Load => _load is { } load ? load() : 0;

    /// <summary>Says how many messages are on their way over these sockets.</summary>
    public void ReportLoadBy(Func<int> load) => _load = load;

    public void Add(SocketReader socket)
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
        socket.Abort();
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
                socket.Abort();
            }

            _sockets.Clear();
        }
    }
}
