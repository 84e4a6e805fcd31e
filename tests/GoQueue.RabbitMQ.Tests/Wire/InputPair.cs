using System.Net;
using System.Net.Sockets;
using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>A thread that reads, and the other end of its connection.</summary>
internal sealed class InputPair : IDisposable, IWireEvents
{
    private readonly TaskCompletionSource<Exception> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _thread = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InputPair()
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var load = new WireLoad();
        var results = new ResultQueue(static () => { });
        Output = new WireOutput(new SocketSink(Socket), load, results, TimeProvider.System);
        var channels = new WireChannels(Output);
        var client = new ClientHalf(new ClientFrames(Output, channels), static _ => { });
        Input = new WireInput(Socket, load, results, Output, new WireDemux(client, channels, this), exception => _ended.SetResult(exception));
        Client = client;
    }

    public WireInput Input { get; }

    public WireOutput Output { get; }

    public ClientHalf Client { get; }

    public Socket Socket { get; }

    public Socket? Peer { get; private set; }

    /// <summary>Completes with the cause of the end.</summary>
    public Task<Exception> Ended => _ended.Task;

    /// <summary>The name of the thread on which connection.unblocked was read.</summary>
    public Task<string?> ReadOn => _thread.Task;

    public static async Task<InputPair> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var pair = new InputPair();
        await pair.ConnectAsync(((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None);
        pair.Peer = await listener.AcceptSocketAsync();
        return pair;
    }

    public Task ConnectAsync(int port, CancellationToken cancellationToken) => Input.ConnectAsync(
        () =>
        {
            Socket.Connect(IPAddress.Loopback, port);
            Socket.Blocking = false;
            return null;
        },
        cancellationToken);

    void IWireEvents.OnOpened()
    {
    }

    void IWireEvents.OnClose(int code, string text)
    {
    }

    void IWireEvents.OnBlocked(string reason)
    {
    }

    void IWireEvents.OnUnblocked() => _thread.TrySetResult(Thread.CurrentThread.Name);

    public void Dispose()
    {
        Input.Abort();
        Peer?.Dispose();
    }
}
