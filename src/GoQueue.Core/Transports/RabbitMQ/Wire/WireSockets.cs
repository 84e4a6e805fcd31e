using System.Net.Sockets;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>The sockets of one attempt to connect: RabbitMQ.Client makes one for each address family that it tries. Thread-safe.</summary>
internal sealed class WireSockets(SslOption? tls, TimeProvider time)
{
    private readonly Lock _sync = new();
    private readonly List<WireSocket> _sockets = [];
    private WireEnd? _killed;

    /// <summary>The last one, which carries the connection once there is one.</summary>
    public WireSocket Current
    {
        get
        {
            lock (_sync)
            {
                return _sockets[^1];
            }
        }
    }

    /// <summary>Why the last socket has ended; null if it has not, or there was none.</summary>
    public WireEnd? End
    {
        get
        {
            lock (_sync)
            {
                return _sockets is [.., var last] ? last.End : null;
            }
        }
    }

    public ITcpClient Create(AddressFamily family)
    {
        var socket = WireSocket.Create(family, tls, time);
        WireEnd? killed;
        lock (_sync)
        {
            _sockets.Add(socket);
            killed = _killed;
        }

        if (killed is not null)
        {
            // The attempt was given up meanwhile.
            socket.Kill(killed);
        }

        return socket;
    }

    /// <summary>Closes them: the client's loops end at once.</summary>
    public void Kill()
    {
        WireSocket[] sockets;
        var end = WireEnd.Lost(new IOException("The connect was given up."));
        lock (_sync)
        {
            _killed = end;
            sockets = [.. _sockets];
        }

        foreach (var socket in sockets)
        {
            socket.Kill(end);
        }
    }
}
