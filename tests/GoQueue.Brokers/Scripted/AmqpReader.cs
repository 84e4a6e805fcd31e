using System.Buffers.Binary;
using System.Text;

namespace GoQueue.Brokers.Scripted;

/// <summary>Reads the primitive types of AMQP 0-9-1.</summary>
/// <param name="bytes">What is read.</param>
internal ref struct AmqpReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Octet() => Bytes(1)[0];

    public int Short() => BinaryPrimitives.ReadUInt16BigEndian(Bytes(2));

    public uint Long() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    public ulong LongLong() => BinaryPrimitives.ReadUInt64BigEndian(Bytes(8));

    public string ShortText() => Encoding.UTF8.GetString(Bytes(Octet()));

    public string LongText() => Encoding.UTF8.GetString(LongBytes());

    public ReadOnlySpan<byte> LongBytes() => Bytes((int)Long());

    public ReadOnlySpan<byte> Bytes(int count)
    {
        ReadOnlySpan<byte> bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    public Dictionary<string, object?> Table()
    {
        var content = new AmqpReader(LongBytes());
        Dictionary<string, object?> table = [];
        while (!content.IsAtEnd)
        {
            table[content.ShortText()] = content.Field();
        }

        return table;
    }

    private List<object?> Array()
    {
        var content = new AmqpReader(LongBytes());
        List<object?> items = [];
        while (!content.IsAtEnd)
        {
            items.Add(content.Field());
        }

        return items;
    }

    // The letters are RabbitMQ's (rabbit_binary_parser.erl), which differ from those of the specification.
    private object? Field() => (char)Octet() switch
    {
        't' => Octet() != 0,
        'b' => (sbyte)Octet(),
        'B' => Octet(),
        's' => (short)Short(),
        'u' => (ushort)Short(),
        'I' => (int)Long(),
        'i' => Long(),
        'l' => (long)LongLong(),
        'f' => BitConverter.UInt32BitsToSingle(Long()),
        'd' => BitConverter.UInt64BitsToDouble(LongLong()),
        'D' => Decimal(),
        'S' => LongText(),
        'x' => LongBytes().ToArray(),
        'A' => Array(),
        'T' => DateTimeOffset.FromUnixTimeSeconds((long)LongLong()),
        'F' => Table(),
        'V' => null,
        var letter => throw new FormatException($"'{letter}' is not a type of a table field."),
    };

    private decimal Decimal()
    {
        byte scale = Octet();
        return new decimal((int)Long(), 0, 0, false, scale);
    }
}
