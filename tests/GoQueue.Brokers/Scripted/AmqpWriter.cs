using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace GoQueue.Brokers.Scripted;

/// <summary>Writes the primitive types of AMQP 0-9-1 into a growing buffer. Not thread-safe.</summary>
public sealed class AmqpWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Writes one byte.</summary>
    public AmqpWriter Octet(byte value)
    {
        _buffer.Write([value]);
        return this;
    }

    /// <summary>Writes 16 bits.</summary>
    public AmqpWriter Short(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(2), (ushort)value);
        _buffer.Advance(2);
        return this;
    }

    /// <summary>Writes 32 bits.</summary>
    public AmqpWriter Long(long value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.GetSpan(4), (uint)value);
        _buffer.Advance(4);
        return this;
    }

    /// <summary>Writes 64 bits.</summary>
    public AmqpWriter LongLong(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
        return this;
    }

    /// <summary>Writes a text of at most 255 bytes of UTF-8 with its 8-bit length.</summary>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public AmqpWriter ShortText(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= byte.MaxValue ? Octet((byte)bytes.Length).Bytes(bytes) : throw new ArgumentException($"A short text has at most 255 bytes, this one has {bytes.Length}.", nameof(text));
    }

    /// <summary>Writes a text with its 32-bit length.</summary>
    public AmqpWriter LongText(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Long(bytes.Length).Bytes(bytes);
    }

    /// <summary>Writes a table of texts, booleans, 32-bit numbers and tables.</summary>
    /// <exception cref="ArgumentException">A value has another type.</exception>
    public AmqpWriter Table(IReadOnlyDictionary<string, object> table)
    {
        var content = new AmqpWriter();
        foreach ((string name, object value) in table)
        {
            content.ShortText(name);
            _ = value switch
            {
                string text => content.Octet((byte)'S').LongText(text),
                bool flag => content.Octet((byte)'t').Octet(flag ? (byte)1 : (byte)0),
                int number => content.Octet((byte)'I').Long(number),
                IReadOnlyDictionary<string, object> inner => content.Octet((byte)'F').Table(inner),
                _ => throw new ArgumentException($"'{name}' has the type {value.GetType().Name}, which is not written here.", nameof(table)),
            };
        }

        byte[] bytes = content.ToArray();
        return Long(bytes.Length).Bytes(bytes);
    }

    /// <summary>Writes bytes as they are.</summary>
    public AmqpWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    /// <summary>What was written.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
