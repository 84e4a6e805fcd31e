using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// A socket that is written without waiting. Synchronous and non-blocking: an asynchronous send that does not go through at once registers the socket with the framework's poller for as long as it lives, which then wakes for
/// each packet that comes in.
/// </summary>
internal sealed class SocketSink(Socket socket) : IWireSink
{
    public int MostBytes => int.MaxValue;

    public WireSend Send(List<ArraySegment<byte>> batch)
    {
        if (batch.Count == 0)
        {
            return new WireSend(0, IsFull: false, HasProgress: false);
        }

        SocketError error;
        var sent = batch.Count == 1 ? socket.Send(batch[0].AsSpan(), SocketFlags.None, out error) : socket.Send(batch, SocketFlags.None, out error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            throw new IOException("The connection's socket has failed.", new SocketException((int)error));
        }

        var wanted = 0L;
        foreach (var segment in CollectionsMarshal.AsSpan(batch))
        {
            wanted += segment.Count;
        }

        return new WireSend(sent, sent < wanted, sent > 0);
    }

    public void WaitForRoom() => socket.Poll(-1, SelectMode.SelectWrite);
}
