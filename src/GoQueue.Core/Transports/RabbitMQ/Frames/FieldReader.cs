using System.Buffers.Binary;
using System.Text;

namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>
/// Reads AMQP 0-9-1 values one after the other from a payload. Every method returns false at the payload's end instead
/// of throwing, and no length from the wire leads to an allocation beyond the 255 bytes of a short string.
/// </summary>
/// <param name="source">The payload.</param>
internal ref struct FieldReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public bool TryByte(out byte value)
    {
        value = 0;
        if (_rest.IsEmpty)
        {
            return false;
        }

        value = _rest[0];
        _rest = _rest[1..];
        return true;
    }

    public bool TryUInt16(out ushort value) => BinaryPrimitives.TryReadUInt16BigEndian(_rest, out value) && TrySkip(sizeof(ushort));

    public bool TryUInt32(out uint value) => BinaryPrimitives.TryReadUInt32BigEndian(_rest, out value) && TrySkip(sizeof(uint));

    public bool TryUInt64(out ulong value) => BinaryPrimitives.TryReadUInt64BigEndian(_rest, out value) && TrySkip(sizeof(ulong));

    public bool TryShortString(out string value)
    {
        value = "";
        if (!TryByte(out var length) || length > _rest.Length)
        {
            return false;
        }

        value = Encoding.UTF8.GetString(_rest[..length]);
        return TrySkip(length);
    }

    public bool TrySkipShortString() => TryByte(out var length) && TrySkip(length);

    /// <summary>Skips a table or a long string.</summary>
    public bool TrySkipLong() => TryUInt32(out var length) && length <= int.MaxValue && TrySkip((int)length);

    public bool TrySkip(int bytes)
    {
        if (bytes > _rest.Length)
        {
            return false;
        }

        _rest = _rest[bytes..];
        return true;
    }
}
