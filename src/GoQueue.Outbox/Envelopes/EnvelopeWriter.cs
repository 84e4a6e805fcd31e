using System.Buffers.Binary;
using System.Collections;
using System.Text;
using RabbitMQ.Client;

namespace GoQueue.Outbox.Envelopes;

/// <summary>
/// Writes everything of a message but its body: a version byte, fields of tag, length and value, and a checksum of all
/// that. docs/decisions/0164-the-bytes-of-an-envelope.md describes the format. Not thread-safe; a thread uses its own again.
/// </summary>
internal sealed class EnvelopeWriter
{
    /// <summary>The version that is written.</summary>
    public const byte FormatVersion = 1;

    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static EnvelopeWriter? t_own;

    private byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>The envelope of a message, as bytes of their own.</summary>
    public static byte[] Write(OutgoingMessage message, long? keyHash)
    {
        var writer = t_own ??= new EnvelopeWriter();
        try
        {
            writer.WriteFields(message, keyHash);
            return writer._buffer.AsSpan(0, writer._length).ToArray();
        }
        finally
        {
            writer._length = 0;
            if (writer._buffer.Length > LargestKept)
            {
                writer._buffer = new byte[1024];
            }
        }
    }

    private void WriteFields(OutgoingMessage message, long? keyHash)
    {
        _length = 0;
        Byte(FormatVersion);
        Field(EnvelopeTag.MessageId, message.MessageId);
        Field(EnvelopeTag.Exchange, message.Exchange);
        Field(EnvelopeTag.RoutingKey, message.RoutingKey);
        Field(EnvelopeTag.Topic, message.Topic);
        Field(EnvelopeTag.Action, message.Action);
        Field(EnvelopeTag.Version, message.Version);
        Field(EnvelopeTag.ContentType, message.ContentType);
        Field(EnvelopeTag.ContentEncoding, message.ContentEncoding);
        Field(EnvelopeTag.CorrelationId, message.CorrelationId);
        Field(EnvelopeTag.ReplyTo, message.ReplyTo);
        Field(EnvelopeTag.AppId, message.AppId);
        Field(EnvelopeTag.Type, message.Type);
        Field(EnvelopeTag.Expiration, message.Expiration);
        Begin(EnvelopeTag.Priority, 1);
        Byte(message.Priority);
        Begin(EnvelopeTag.Flags, 1);
        Byte((byte)((message.Persistent ? EnvelopeFlags.Persistent : 0) | (message.Mandatory ? EnvelopeFlags.Mandatory : 0)));
        if (keyHash is { } hash)
        {
            Begin(EnvelopeTag.KeyHash, sizeof(long));
            Int64(hash);
        }

        Begin(EnvelopeTag.Timestamp, sizeof(long) + sizeof(short));
        Int64(message.Timestamp.Ticks);
        Int16((short)message.Timestamp.Offset.TotalMinutes);
        Headers(message.Headers.AsSpan());
        Begin(EnvelopeTag.BodyChecksum, sizeof(uint));
        UInt32(Checksum.Of(message.Body.WrittenSpan));
        UInt32(Checksum.Of(_buffer.AsSpan(0, _length)));
    }

    private void Headers(ReadOnlySpan<KeyValuePair<string, object?>> headers)
    {
        if (headers.IsEmpty)
        {
            return;
        }

        Byte(EnvelopeTag.Headers);

        // The length is known afterwards: five bytes are enough for every length.
        var start = _length;
        _length += 5;
        Ensure(0);
        VarInt(headers.Length);
        foreach (var (name, value) in headers)
        {
            Text(name);
            Value(value);
        }

        var length = _length - start - 5;
        for (var i = 0; i < 5; i++)
        {
            _buffer[start + i] = (byte)((length & 0x7f) | (i < 4 ? 0x80 : 0));
            length >>= 7;
        }
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null: Kind(HeaderKind.Null); break;
            case string text: Kind(HeaderKind.Text); Text(text); break;
            case bool flag: Kind(flag ? HeaderKind.True : HeaderKind.False); break;
            case byte number: Kind(HeaderKind.Byte); Byte(number); break;
            case sbyte number: Kind(HeaderKind.SByte); Byte((byte)number); break;
            case short number: Kind(HeaderKind.Int16); Int16(number); break;
            case ushort number: Kind(HeaderKind.UInt16); Int16((short)number); break;
            case int number: Kind(HeaderKind.Int32); UInt32((uint)number); break;
            case uint number: Kind(HeaderKind.UInt32); UInt32(number); break;
            case long number: Kind(HeaderKind.Int64); Int64(number); break;
            case float number: Kind(HeaderKind.Single); UInt32(BitConverter.SingleToUInt32Bits(number)); break;
            case double number: Kind(HeaderKind.Double); Int64(BitConverter.DoubleToInt64Bits(number)); break;
            case decimal number: Kind(HeaderKind.Decimal); Decimal(number); break;
            case byte[] bytes: Kind(HeaderKind.Bytes); Bytes(bytes); break;
            case AmqpTimestamp time: Kind(HeaderKind.Timestamp); Int64(time.UnixTime); break;
            case BinaryTableValue binary: Kind(HeaderKind.Binary); Bytes(binary.Bytes); break;
            case IDictionary<string, object?> table: Kind(HeaderKind.Table); Table(table); break;
            case IList list: Kind(HeaderKind.List); List(list); break;
            default: throw new NotSupportedException($"A header holds a {value.GetType()}, which the envelope has no type for.");
        }
    }

    private void Table(IDictionary<string, object?> table)
    {
        VarInt(table.Count);
        foreach (var (name, value) in table)
        {
            Text(name);
            Value(value);
        }
    }

    private void List(IList list)
    {
        VarInt(list.Count);
        foreach (var value in list)
        {
            Value(value);
        }
    }

    private void Field(byte tag, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Byte(tag);
            Text(text);
        }
    }

    private void Begin(byte tag, int length)
    {
        Byte(tag);
        VarInt(length);
    }

    private void Kind(HeaderKind kind) => Byte((byte)kind);

    private void Text(string text)
    {
        VarInt(Encoding.UTF8.GetByteCount(text));
        Ensure(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    private void Bytes(byte[]? bytes)
    {
        VarInt(bytes?.Length ?? 0);
        Ensure(bytes?.Length ?? 0);
        bytes.AsSpan().CopyTo(_buffer.AsSpan(_length));
        _length += bytes?.Length ?? 0;
    }

    private void Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        foreach (var part in bits)
        {
            UInt32((uint)part);
        }
    }

    private void VarInt(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    private void Byte(byte value)
    {
        Ensure(1);
        _buffer[_length++] = value;
    }

    private void Int16(short value)
    {
        Ensure(sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(short);
    }

    private void UInt32(uint value)
    {
        Ensure(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(uint);
    }

    private void Int64(long value)
    {
        Ensure(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(long);
    }

    private void Ensure(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }
    }
}
