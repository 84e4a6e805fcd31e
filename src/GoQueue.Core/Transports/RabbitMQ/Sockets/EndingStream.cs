using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// A socket's stream whose end is an exception. RabbitMQ.Client 7.2.2 takes an end of the stream in the middle of a frame for "not enough
/// yet" and asks again and again, on a full core, until the third missed heartbeat; an exception ends its read loop at once.
/// </summary>
internal class EndingStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

        // The TLS stream above waits for data by reading into nothing: that gives 0 without being the end.
        return read > 0 || buffer.IsEmpty ? read : throw new EndOfStreamException("The broker ended the connection.");
    }
}
