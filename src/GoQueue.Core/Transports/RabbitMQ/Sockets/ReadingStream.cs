using System.Net.Sockets;

namespace GoQueue.RabbitMQ.Sockets;

/// <summary>
/// The reading half of a connection's stream. Its end is an exception: RabbitMQ.Client 7.2.2 takes an end of the stream in the middle of a frame for "not enough
/// yet" and asks again and again, on a full core, until the third missed heartbeat; an exception ends its read loop at once.
/// </summary>
internal abstract class ReadingStream(Socket socket, SocketReader reader) : NetworkStream(socket, ownsSocket: false)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => reader.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // A blocking read would meet the reader's thread. The client has none.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read asynchronously.");

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("This stream is read asynchronously.");

    public override int ReadByte() => throw new NotSupportedException("This stream is read asynchronously.");
}
