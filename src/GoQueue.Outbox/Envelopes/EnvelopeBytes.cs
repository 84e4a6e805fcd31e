using System.Buffers.Binary;

namespace GoQueue.Outbox.Envelopes;

/// <summary>Reads an envelope's bytes one value after the other. After a value that is not there, nothing more can be read.</summary>
internal ref struct EnvelopeBytes(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether something was missing.</summary>
    public bool IsBroken { get; private set; }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1) is { IsEmpty: false } one ? one[0] : (byte)0;

    public short Int16() => Take(sizeof(short)) is { IsEmpty: false } two ? BinaryPrimitives.ReadInt16LittleEndian(two) : (short)0;

    public uint UInt32() => Take(sizeof(uint)) is { IsEmpty: false } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;

    public long Int64() => Take(sizeof(long)) is { IsEmpty: false } eight ? BinaryPrimitives.ReadInt64LittleEndian(eight) : 0;

    /// <summary>Bytes behind their length.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(VarInt());

    /// <summary>What is left.</summary>
    public ReadOnlySpan<byte> All() => Take(_rest.Length);

    public int VarInt()
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var one = Byte();
            value |= (uint)(one & 0x7f) << shift;
            if ((one & 0x80) == 0)
            {
                if (value <= int.MaxValue && !IsBroken)
                {
                    return (int)value;
                }

                break;
            }
        }

        Break();
        return 0;
    }

    public void Break()
    {
        IsBroken = true;
        _rest = default;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            Break();
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
