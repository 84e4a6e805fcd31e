using System.Net.Sockets;

namespace GoQueue.Brokers.Proxies;

/// <summary>One client's way through the proxy.</summary>
internal sealed class ProxyConnection(Socket client, Socket broker) : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    public ProxyPump ToBroker { get; } = new(client, broker);

    public ProxyPump ToClient { get; } = new(broker, client);

    public IEnumerable<ProxyPump> Pumps(ProxyDirection direction)
    {
        if (direction.HasFlag(ProxyDirection.ToBroker))
        {
            yield return ToBroker;
        }

        if (direction.HasFlag(ProxyDirection.ToClient))
        {
            yield return ToClient;
        }
    }

    public async Task RunAsync()
    {
        Task<SocketEnd?> toBroker = ToBroker.RunAsync(_end.Token);
        Task<SocketEnd?> toClient = ToClient.RunAsync(_end.Token);
        Task<SocketEnd?> first = await Task.WhenAny(toBroker, toClient);
        if (await first is { } end)
        {
            End(end);
        }
        else if (await (first == toBroker ? toClient : toBroker) is { } other)
        {
            End(other);
        }

        await Task.WhenAll(toBroker, toClient, ToBroker.Received, ToClient.Received);
        client.Dispose();
        broker.Dispose();
    }

    /// <summary>Ends both sides.</summary>
    public void End(SocketEnd end)
    {
        foreach (Socket socket in (Socket[])[client, broker])
        {
            try
            {
                if (end == SocketEnd.Reset)
                {
                    socket.LingerState = new LingerOption(true, 0);
                }
                else
                {
                    socket.Shutdown(SocketShutdown.Both);
                }

                socket.Close();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // This side is over already.
            }
        }

        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Both sides had ended by themselves.
        }
    }

    public void Dispose() => _end.Dispose();
}
