using System.Net.Sockets;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// What RabbitMQ.Client gets as its socket's stream: a <see cref="NetworkStream"/> by type only, because the client's interface demands one. Neither reads nor writes the socket.
/// </summary>
internal sealed class ClientStream(Socket socket, ClientHalf half) : NetworkStream(socket, ownsSocket: false)
{
    // The client sets them: on the socket they would bound our own reads and sends.
    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => half.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        half.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        half.Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => half.Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => half.Write(buffer);

    public override void WriteByte(byte value) => half.Write([value]);

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A blocking read would keep a thread for as long as the broker has nothing to say. The client has none.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read asynchronously.");

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("This stream is read asynchronously.");

    public override int ReadByte() => throw new NotSupportedException("This stream is read asynchronously.");
}
