using System.Buffers;

namespace GoQueue.Messages;

/// <summary>
/// The body of one message: a growing array from the shared pool. Owned by whoever owns the message; <see cref="Clear"/> gives a large array
/// back and keeps a small one for the next message.
/// </summary>
internal sealed class PayloadBuffer : IBufferWriter<byte>
{
    private const int SmallestArray = 512;

    // The shared pool holds 32 arrays of a size per core, and a thousand messages may be in flight: most of theirs would be lost to it. What all idle
    // operations keep together is 8 MB at most.
    private const int LargestKept = 4096;

    private byte[] _array = [];

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the bytes are overwritten before an array goes back: whoever rents it next must not find them.</summary>
    public bool IsSensitive { get; set; }

    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, Length);

    public ReadOnlySpan<byte> WrittenSpan => _array.AsSpan(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsSpan(Length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_array.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Forgets the bytes and keeps the array: the message is about to be written anew.</summary>
    public void Rewind() => Length = 0;

    /// <summary>Forgets the bytes; a large array, and one that held something sensitive, goes back to the pool.</summary>
    public void Clear()
    {
        Length = 0;
        if (IsSensitive || _array.Length > LargestKept)
        {
            GiveBack();
            _array = [];
        }
    }

    private void Ensure(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_array.Length - Length >= needed)
        {
            return;
        }

        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestArray, checked(Math.Max(Length + needed, Length * 2))));
        _array.AsSpan(0, Length).CopyTo(grown);
        GiveBack();
        _array = grown;
    }

    private void GiveBack()
    {
        if (_array.Length > 0)
        {
            // Whole: what was given out by GetSpan and never counted may hold something, too.
            ArrayPool<byte>.Shared.Return(_array, clearArray: IsSensitive);
        }
    }
}
