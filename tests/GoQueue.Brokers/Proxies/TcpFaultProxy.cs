using System.Net;
using System.Net.Sockets;

namespace GoQueue.Brokers.Proxies;

/// <summary>
/// A TCP proxy before a broker, with the faults of networks: they hold for connections that are open and for later ones, until
/// <see cref="Pass"/>. Runs inside the test process and needs no privileges. Thread-safe.
/// </summary>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<ProxyConnection> _connections = [];
    private readonly List<Socket> _silent = [];
    private readonly List<Task> _running = [];
    private readonly Uri _target;
    private readonly int _port;
    private TcpListener? _listener;
    private ProxyAdmission _admission;
    private ProxyFaults _toBroker = ProxyFaults.None;
    private ProxyFaults _toClient = ProxyFaults.None;
    private ProxyDirection _stalled;
    private long _accepted;

    private TcpFaultProxy(Uri target)
    {
        _target = target;
        _listener = FreePorts.Listen();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running.Add(AcceptAsync(_listener));
    }

    /// <summary>The target's URI with the proxy's address in place of the broker's.</summary>
    public Uri Uri => new UriBuilder(_target) { Host = _target.Scheme == "amqps" ? "localhost" : "127.0.0.1", Port = _port }.Uri;

    /// <summary>How many clients are connected through it now.</summary>
    public int OpenConnections
    {
        get
        {
            lock (_lock)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>How many clients it accepted in all.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>How many bytes the connections that are open now carried in these directions.</summary>
    public long CountBytes(ProxyDirection direction)
    {
        lock (_lock)
        {
            return _connections.SelectMany(connection => connection.Pumps(direction)).Sum(static pump => pump.Passed);
        }
    }

    /// <summary>Starts a proxy on a free port of 127.0.0.1.</summary>
    /// <param name="target">The broker's URI; host and port count.</param>
    public static TcpFaultProxy Start(Uri target) => new(target);

    /// <summary>Ends all lasting faults. A connection that lost bytes stays deaf: no network delivers what comes behind a gap.</summary>
    public void Pass()
    {
        SetFaults(ProxyDirection.Both, static _ => ProxyFaults.None);
        lock (_lock)
        {
            _stalled = ProxyDirection.None;
            foreach (ProxyPump pump in _connections.SelectMany(static connection => connection.Pumps(ProxyDirection.Both)))
            {
                pump.Resume();
            }
        }

        Admit(ProxyAdmission.Pass);
    }

    /// <summary>Each byte arrives so much later, and up to so much more at random; the order is kept.</summary>
    public void Delay(TimeSpan delay, TimeSpan jitter = default, ProxyDirection direction = ProxyDirection.Both) =>
        SetFaults(direction, faults => faults with { Delay = delay, Jitter = jitter });

    /// <summary>At most so many bytes a second pass on each connection.</summary>
    public void Throttle(int bytesPerSecond, ProxyDirection direction = ProxyDirection.Both) =>
        SetFaults(direction, faults => faults with { BytesPerSecond = bytesPerSecond });

    /// <summary>Nothing is read any more: the sender's buffers fill, then it stalls. Sockets stay open, and <see cref="Pass"/> delivers what waited.</summary>
    public void Stall(ProxyDirection direction = ProxyDirection.Both)
    {
        lock (_lock)
        {
            _stalled |= direction;
            foreach (ProxyPump pump in _connections.SelectMany(connection => connection.Pumps(direction)))
            {
                pump.Stall();
            }
        }
    }

    /// <summary>A black hole: what is sent is taken and lost, nobody is told, sockets stay open.</summary>
    public void Lose(ProxyDirection direction = ProxyDirection.Both) => SetFaults(direction, static faults => faults with { Loses = true });

    /// <summary>Ends all connections that are open now, on both sides.</summary>
    public void EndConnections(SocketEnd end = SocketEnd.Reset)
    {
        ProxyConnection[] connections;
        lock (_lock)
        {
            connections = [.. _connections];
            _silent.ForEach(static socket => socket.Dispose());
            _silent.Clear();
        }

        foreach (ProxyConnection connection in connections)
        {
            connection.End(end);
        }
    }

    /// <summary>Each connection that is open now carries so many more bytes in this direction, then both its sides end: in the middle of a frame, if so counted.</summary>
    public void CutAfter(ProxyDirection direction, long bytes, SocketEnd end = SocketEnd.Reset) => ForEachPump(direction, pump => pump.CutAfter(bytes, end));

    /// <summary>On each connection that is open now, the byte after so many more bytes in this direction is inverted.</summary>
    public void FlipByteAfter(ProxyDirection direction, long bytes) => ForEachPump(direction, pump => pump.FlipByteAfter(bytes));

    /// <summary>Says what happens to new connections. Those that are open stay.</summary>
    public void Admit(ProxyAdmission admission)
    {
        lock (_lock)
        {
            _admission = admission;
            if (admission == ProxyAdmission.Refuse)
            {
                _listener?.Dispose();
                _listener = null;
            }
            else if (_listener is null)
            {
                _listener = new TcpListener(IPAddress.Loopback, _port);
                _listener.Start();
                _running.Add(AcceptAsync(_listener));
            }
        }
    }

    /// <summary>The line is down: connections are reset and new ones refused, until <see cref="Pass"/>.</summary>
    public void Down()
    {
        Admit(ProxyAdmission.Refuse);
        EndConnections();
    }

    /// <summary>The line goes up and down until the token is cancelled; it ends up.</summary>
    public async Task FlapAsync(TimeSpan up, TimeSpan down, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                Down();
                await Task.Delay(down, cancellationToken);
                Pass();
                await Task.Delay(up, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Pass();
        }
    }

    /// <summary>Resets all connections and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        Down();
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
    }

    private void SetFaults(ProxyDirection direction, Func<ProxyFaults, ProxyFaults> change)
    {
        lock (_lock)
        {
            _toBroker = direction.HasFlag(ProxyDirection.ToBroker) ? change(_toBroker) : _toBroker;
            _toClient = direction.HasFlag(ProxyDirection.ToClient) ? change(_toClient) : _toClient;
            foreach (ProxyConnection connection in _connections)
            {
                connection.ToBroker.Apply(_toBroker);
                connection.ToClient.Apply(_toClient);
            }
        }
    }

    private void ForEachPump(ProxyDirection direction, Action<ProxyPump> action)
    {
        lock (_lock)
        {
            foreach (ProxyPump pump in _connections.SelectMany(connection => connection.Pumps(direction)))
            {
                action(pump);
            }
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            Interlocked.Increment(ref _accepted);
            lock (_lock)
            {
                if (_admission == ProxyAdmission.AcceptSilently)
                {
                    _silent.Add(client);
                }
                else
                {
                    _running.RemoveAll(static task => task.IsCompleted);
                    _running.Add(CarryAsync(client));
                }
            }
        }
    }

    private async Task CarryAsync(Socket client)
    {
        client.NoDelay = true;
        var broker = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await broker.ConnectAsync(_target.Host, _target.Port);
        }
        catch (SocketException)
        {
            broker.Dispose();
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
            return;
        }

        using var connection = new ProxyConnection(client, broker);
        lock (_lock)
        {
            _connections.Add(connection);
            connection.ToBroker.Apply(_toBroker);
            connection.ToClient.Apply(_toClient);
            foreach (ProxyPump pump in connection.Pumps(_stalled))
            {
                pump.Stall();
            }

            if (_admission == ProxyAdmission.Refuse)
            {
                // The line went down while this client was being connected.
                connection.End(SocketEnd.Reset);
            }
        }

        try
        {
            await connection.RunAsync();
        }
        finally
        {
            lock (_lock)
            {
                _connections.Remove(connection);
            }
        }
    }
}
