using System.Net;
using System.Net.Sockets;
using GoQueue.Operations;
using GoQueue.RabbitMQ.Sockets;

namespace GoQueue.RabbitMQ.Tests.Sockets;

/// <summary>A reader and the other end of its connection.</summary>
internal sealed class ReaderPair(SocketReader reader, Socket socket, Socket peer) : IDisposable
{
    public SocketReader Reader { get; } = reader;

    public Socket Socket { get; } = socket;

    public Socket Peer { get; } = peer;

    public static (SocketReader Reader, Socket Socket) CreateReader()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        return (new SocketReader(socket, new SocketWatch(TimeProvider.System), new ResultQueue(static () => { }), isPaced: true), socket);
    }

    /// <param name="connectsItself">As on Linux; otherwise the socket is connected first, asynchronously.</param>
    public static async Task<ReaderPair> ConnectAsync(bool connectsItself = true)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        (SocketReader reader, Socket socket) = CreateReader();
        if (connectsItself)
        {
            await reader.ConnectAsync(IPAddress.Loopback, port, CancellationToken.None);
        }
        else
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            reader.Start();
        }

        return new ReaderPair(reader, socket, await listener.AcceptSocketAsync());
    }

    public void Dispose()
    {
        Reader.Abort();
        Peer.Dispose();
    }
}
