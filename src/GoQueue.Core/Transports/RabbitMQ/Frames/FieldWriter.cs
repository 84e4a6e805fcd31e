using System.Buffers.Binary;
using System.Collections;
using System.Text;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>
/// Writes AMQP 0-9-1 values one after the other into a span. The types are those that RabbitMQ reads and
/// RabbitMQ.Client writes (https://www.rabbitmq.com/amqp-0-9-1-errata, section 3), byte for byte. A value that does not
/// fit, or that AMQP has no type for, throws; what was written before it then has no meaning.
/// </summary>
/// <param name="destination">Where the bytes go.</param>
internal ref struct FieldWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written.</summary>
    public int Position { get; private set; }

    public void Byte(byte value) => _destination[Position++] = value;

    public void Boolean(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_destination[Position..], value);
        Position += sizeof(ushort);
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_destination[Position..], value);
        Position += sizeof(uint);
    }

    public void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_destination[Position..], value);
        Position += sizeof(ulong);
    }

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(_destination[Position..]);
        Position += value.Length;
    }

    /// <summary>Leaves room for a length that is known later.</summary>
    /// <returns>The position of the room, for <see cref="SetUInt32"/> and <see cref="SetUInt16"/>.</returns>
    public int Skip(int bytes)
    {
        var position = Position;
        Position += bytes;
        return position;
    }

    public readonly void SetUInt16(int position, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(_destination[position..], value);

    public readonly void SetUInt32(int position, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_destination[position..], value);

    /// <summary>A text of at most 255 bytes of UTF-8.</summary>
    public void ShortString(string? value)
    {
        var length = Text(value, 1);
        if (length > FrameFormat.LongestShortString)
        {
            throw new ArgumentOutOfRangeException(nameof(value), length, $"A short string has at most {FrameFormat.LongestShortString} bytes of UTF-8.");
        }

        _destination[Position] = (byte)length;
        Position += 1 + length;
    }

    public void LongString(string value)
    {
        var length = Text(value, sizeof(uint));
        SetUInt32(Position, (uint)length);
        Position += sizeof(uint) + length;
    }

    /// <summary>A table's entries, behind their length in bytes.</summary>
    public void Table(scoped ReadOnlySpan<KeyValuePair<string, object?>> entries)
    {
        var start = Skip(sizeof(uint));
        foreach (var (name, value) in entries)
        {
            ShortString(name);
            Value(value);
        }

        EndLength(start);
    }

    /// <summary>A value behind the letter of its type.</summary>
    /// <exception cref="NotSupportedException">AMQP has no type for it.</exception>
    public void Value(object? value)
    {
        switch (value)
        {
            case null: Byte((byte)'V'); break;
            case string text: Byte((byte)'S'); LongString(text); break;
            case bool flag: Byte((byte)'t'); Boolean(flag); break;
            case int number: Byte((byte)'I'); UInt32((uint)number); break;
            case long number: Byte((byte)'l'); UInt64((ulong)number); break;
            case double number: Byte((byte)'d'); UInt64(BitConverter.DoubleToUInt64Bits(number)); break;
            case float number: Byte((byte)'f'); UInt32(BitConverter.SingleToUInt32Bits(number)); break;
            case byte number: Byte((byte)'B'); Byte(number); break;
            case sbyte number: Byte((byte)'b'); Byte((byte)number); break;
            case short number: Byte((byte)'s'); UInt16((ushort)number); break;
            case ushort number: Byte((byte)'u'); UInt16(number); break;
            case uint number: Byte((byte)'i'); UInt32(number); break;
            case decimal number: Byte((byte)'D'); Decimal(number); break;
            case AmqpTimestamp time: Byte((byte)'T'); UInt64((ulong)time.UnixTime); break;
            case BinaryTableValue binary: Byte((byte)'x'); LongBytes(binary.Bytes); break;

            // Before the list: an array of bytes is one, too. RabbitMQ has no other type for bytes than text, but for
            // BinaryTableValue.
            case byte[] bytes: Byte((byte)'S'); LongBytes(bytes); break;
            case IDictionary<string, object?> table: Byte((byte)'F'); Table(table); break;
            case IList list: Byte((byte)'A'); List(list); break;
            default: throw new NotSupportedException($"AMQP has no type for {value.GetType()}.");
        }
    }

    private void Table(IDictionary<string, object?> table)
    {
        var start = Skip(sizeof(uint));
        foreach (var (name, value) in table)
        {
            ShortString(name);
            Value(value);
        }

        EndLength(start);
    }

    private void List(IList list)
    {
        var start = Skip(sizeof(uint));
        for (var i = 0; i < list.Count; i++)
        {
            Value(list[i]);
        }

        EndLength(start);
    }

    private readonly void EndLength(int start) => SetUInt32(start, (uint)(Position - start - sizeof(uint)));

    private void LongBytes(byte[]? value)
    {
        UInt32((uint)(value?.Length ?? 0));
        Bytes(value);
    }

    /// <summary>The scale, and 31 bits of the unscaled value behind its sign.</summary>
    private void Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        if (bits[1] != 0 || bits[2] != 0 || bits[0] < 0)
        {
            throw new NotSupportedException("AMQP's decimal holds 31 bits of digits.");
        }

        Byte((byte)(bits[3] >> 16));
        UInt32((uint)((bits[3] & int.MinValue) | bits[0]));
    }

    private readonly int Text(string? value, int offset) => Encoding.UTF8.GetBytes(value, _destination[(Position + offset)..]);
}
