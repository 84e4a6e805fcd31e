using System.Net.Sockets;

namespace GoQueue.RabbitMQ.Tests.Frames;

/// <summary>Remembers every byte that is written.</summary>
internal sealed class RecordingStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    private readonly List<byte> _written = [];

    /// <summary>What was written since the last call.</summary>
    public byte[] Take()
    {
        lock (_written)
        {
            byte[] bytes = [.. _written];
            _written.Clear();
            return bytes;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Record(buffer.Span);
        return base.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Record(buffer.AsSpan(offset, count));
        return base.WriteAsync(buffer, offset, count, cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Record(buffer.AsSpan(offset, count));
        base.Write(buffer, offset, count);
    }

    private void Record(ReadOnlySpan<byte> bytes)
    {
        lock (_written)
        {
            _written.AddRange(bytes);
        }
    }
}
