using System.Buffers;

namespace GoQueue.Benchmarks.Json;

/// <summary>A buffer that is used again for each message, as the publisher's are.</summary>
public sealed class EventBuffer : IBufferWriter<byte>
{
    private readonly byte[] _array = new byte[16 * 1024];

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _array.AsMemory(Length);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => _array.AsSpan(Length);

    /// <summary>Forgets what was written.</summary>
    public void Reset() => Length = 0;
}
