using System.Net.Sockets;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>Gives RabbitMQ.Client a socket that we can watch and end, and the stream that gathers its writes.</summary>
internal sealed class WatchedTcpClient(Socket socket, SocketWatch watch, ClientQueue queue, bool coalesces) : TcpClientAdapter(socket)
{
    public static WatchedTcpClient Create(AddressFamily family, SocketWatch watch, ClientQueue queue, bool coalesces)
    {
        // The client gathers nothing itself and we do: Nagle's delay would only add to it.
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // A peer that vanished without a word is noticed by the kernel too, 25 s after the last it heard.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        watch.Add(socket);
        return new WatchedTcpClient(socket, watch, queue, coalesces);
    }

    public override NetworkStream GetStream() => new CoalescingStream(Client, watch, queue, coalesces);
}
