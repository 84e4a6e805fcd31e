using System.Net;
using System.Net.Sockets;

namespace GoQueue.Brokers.Tests.Proxies;

/// <summary>Sends back what it receives, on every connection.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Task> _running = [];
    private long _received;

    private EchoServer()
    {
        _listener.Start();
        _running.Add(AcceptAsync());
    }

    public Uri Uri => new($"amqp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public long Received => Interlocked.Read(ref _received);

    public static EchoServer Start() => new();

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _running[0];
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = EchoAsync(await _listener.AcceptSocketAsync());
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[65_536];
            try
            {
                while (await socket.ReceiveAsync(buffer.AsMemory()) is > 0 and var read)
                {
                    Interlocked.Add(ref _received, read);
                    await socket.SendAsync(buffer.AsMemory(0, read));
                }
            }
            catch (SocketException)
            {
                // The proxy reset the connection.
            }
        }
    }
}
