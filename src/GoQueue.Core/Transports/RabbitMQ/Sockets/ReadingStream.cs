using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// The reading half of a connection's stream. Its end is an exception: RabbitMQ.Client 7.2.2 takes an end of the stream in the middle of a frame for "not enough
/// yet" and asks again and again, on a full core, until the third missed heartbeat; an exception ends its read loop at once. And while the broker has work for
/// milliseconds it reads in steps of milliseconds: waking a thread for each handful of confirms costs more than they do.
/// </summary>
internal abstract class ReadingStream(Socket socket, SocketWatch watch, bool isPaced) : NetworkStream(socket, ownsSocket: false)
{
    private readonly Pace _pace = new();
    private bool _hasMore;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The TLS stream above waits for data by reading into nothing: that is no read to wait with, and gives 0 without being the end.
        if (isPaced && !_hasMore && !buffer.IsEmpty && watch.IsBusy)
        {
            await _pace.WaitAsync(watch.Backlog).ConfigureAwait(false);
        }

        var read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _hasMore = read == buffer.Length;
        return read > 0 || buffer.IsEmpty ? read : throw new EndOfStreamException("The broker ended the connection.");
    }
}
