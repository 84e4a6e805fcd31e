using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>Gives RabbitMQ.Client a socket that we can watch and end, with a thread that reads it and a stream that gathers its writes.</summary>
internal sealed class WatchedTcpClient : TcpClientAdapter
{
    private readonly SocketWatch _watch;
    private readonly ClientQueue _queue;
    private readonly bool _coalesces;
    private readonly SocketReader _reader;

    private WatchedTcpClient(Socket socket, SocketWatch watch, ClientQueue queue, bool coalesces)
        : base(socket)
    {
        _watch = watch;
        _queue = queue;
        _coalesces = coalesces;
        _reader = new SocketReader(socket, watch, queue.Results, isPaced: coalesces);
    }

    public static WatchedTcpClient Create(AddressFamily family, SocketWatch watch, ClientQueue queue, bool coalesces)
    {
        // The client gathers nothing itself and we do: Nagle's delay would only add to it.
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // A peer that vanished without a word is noticed by the kernel too, 25 s after the last it heard.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        var client = new WatchedTcpClient(socket, watch, queue, coalesces);
        watch.Add(client._reader);
        return client;
    }

    public override async Task ConnectAsync(IPAddress ep, int port, CancellationToken cancellationToken = default)
    {
        if (OperatingSystem.IsLinux())
        {
            await _reader.ConnectAsync(ep, port, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await base.ConnectAsync(ep, port, cancellationToken).ConfigureAwait(false);
            _reader.Start();
        }
    }

    public override NetworkStream GetStream() => new CoalescingStream(Client, _watch, _queue, _reader, _coalesces);

    public override void Close() => _reader.Close();
}
