using System.Buffers.Binary;
using RabbitMQ.Client;

namespace GoQueue.Outbox.Envelopes;

/// <summary>
/// Reads stored messages. Never throws for what the bytes hold: they come from a table that anybody may have written to.
/// Not thread-safe.
/// </summary>
internal sealed class EnvelopeReader
{
    private readonly TextCache _texts = new();
    private int _values;

    /// <summary>Fills an empty message. After a fault it is partly filled, and of no use.</summary>
    public EnvelopeFault Read(ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> body, OutgoingMessage message)
    {
        if (envelope.Length < 1 + sizeof(uint))
        {
            return EnvelopeFault.Corrupt;
        }

        // The checksum covers the version byte, in every version: a newer version is told from a flipped bit.
        var content = envelope[..^sizeof(uint)];
        if (BinaryPrimitives.ReadUInt32LittleEndian(envelope[^sizeof(uint)..]) != Checksum.Of(content))
        {
            return EnvelopeFault.Corrupt;
        }

        if (content[0] != EnvelopeWriter.FormatVersion)
        {
            return EnvelopeFault.UnknownVersion;
        }

        _values = 0;
        var bytes = new EnvelopeBytes(content[1..]);
        uint? bodyChecksum = null;
        while (!bytes.IsAtEnd)
        {
            var tag = bytes.Byte();
            var value = new EnvelopeBytes(bytes.Bytes());
            if (tag == EnvelopeTag.BodyChecksum)
            {
                bodyChecksum = value.UInt32();
            }
            else if (!ReadField(tag, ref value, message))
            {
                if (tag < EnvelopeTag.FirstOptional)
                {
                    return EnvelopeFault.UnknownVersion;
                }

                continue;
            }

            if (value.IsBroken || !value.IsAtEnd)
            {
                return EnvelopeFault.Corrupt;
            }
        }

        if (bytes.IsBroken || bodyChecksum != Checksum.Of(body) || message.MessageId.Length == 0)
        {
            return EnvelopeFault.Corrupt;
        }

        message.Body.Write(body);
        return EnvelopeFault.None;
    }

    private bool ReadField(byte tag, ref EnvelopeBytes value, OutgoingMessage message)
    {
        switch (tag)
        {
            case EnvelopeTag.MessageId: message.MessageId = System.Text.Encoding.UTF8.GetString(Rest(ref value)); break;
            case EnvelopeTag.Exchange: message.Exchange = Text(ref value); break;
            case EnvelopeTag.RoutingKey: message.RoutingKey = Text(ref value); break;
            case EnvelopeTag.Topic: message.Topic = Text(ref value); break;
            case EnvelopeTag.Action: message.Action = Text(ref value); break;
            case EnvelopeTag.Version: message.Version = Text(ref value); break;
            case EnvelopeTag.ContentType: message.ContentType = Text(ref value); break;
            case EnvelopeTag.ContentEncoding: message.ContentEncoding = Text(ref value); break;
            case EnvelopeTag.CorrelationId: message.CorrelationId = Text(ref value); break;
            case EnvelopeTag.ReplyTo: message.ReplyTo = Text(ref value); break;
            case EnvelopeTag.AppId: message.AppId = Text(ref value); break;
            case EnvelopeTag.Type: message.Type = Text(ref value); break;
            case EnvelopeTag.Expiration: message.Expiration = Text(ref value); break;
            case EnvelopeTag.Priority: message.Priority = value.Byte(); break;
            case EnvelopeTag.Flags:
                var flags = (EnvelopeFlags)value.Byte();
                message.Persistent = (flags & EnvelopeFlags.Persistent) != 0;
                message.Mandatory = (flags & EnvelopeFlags.Mandatory) != 0;
                break;
            case EnvelopeTag.KeyHash:
                // The row has it too; the relay keeps the order by that one.
                value.Int64();
                break;
            case EnvelopeTag.Timestamp:
                message.Timestamp = ReadTimestamp(ref value);
                break;
            case EnvelopeTag.Headers:
                ReadHeaders(ref value, message.Headers);
                break;
            default:
                return false;
        }

        return true;
    }

    private static DateTimeOffset ReadTimestamp(ref EnvelopeBytes value)
    {
        var ticks = value.Int64();
        var minutes = value.Int16();
        var utc = ticks - (minutes * TimeSpan.TicksPerMinute);
        if (minutes is < -14 * 60 or > 14 * 60 || ticks < 0 || ticks > DateTime.MaxValue.Ticks || utc < 0 || utc > DateTime.MaxValue.Ticks)
        {
            value.Break();
            return default;
        }

        return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
    }

    private void ReadHeaders(ref EnvelopeBytes value, MessageHeaders headers)
    {
        var count = value.VarInt();
        for (var i = 0; i < count && !value.IsBroken; i++)
        {
            var name = _texts.Get(value.Bytes());
            if (name.Length == 0)
            {
                value.Break();
                return;
            }

            headers[name] = ReadValue(ref value, depth: 0);
        }
    }

    private object? ReadValue(ref EnvelopeBytes value, int depth)
    {
        if (++_values > HeaderLimits.MaxValues)
        {
            value.Break();
            return null;
        }

        switch ((HeaderKind)value.Byte())
        {
            case HeaderKind.Null: return null;
            case HeaderKind.Text: return _texts.Get(value.Bytes());
            case HeaderKind.True: return true;
            case HeaderKind.False: return false;
            case HeaderKind.Byte: return value.Byte();
            case HeaderKind.SByte: return (sbyte)value.Byte();
            case HeaderKind.Int16: return value.Int16();
            case HeaderKind.UInt16: return (ushort)value.Int16();
            case HeaderKind.Int32: return (int)value.UInt32();
            case HeaderKind.UInt32: return value.UInt32();
            case HeaderKind.Int64: return value.Int64();
            case HeaderKind.Single: return BitConverter.UInt32BitsToSingle(value.UInt32());
            case HeaderKind.Double: return BitConverter.Int64BitsToDouble(value.Int64());
            case HeaderKind.Decimal: return ReadDecimal(ref value);
            case HeaderKind.Bytes: return value.Bytes().ToArray();
            case HeaderKind.Timestamp: return new AmqpTimestamp(value.Int64());
            case HeaderKind.Binary: return new BinaryTableValue(value.Bytes().ToArray());
            case HeaderKind.List when depth < HeaderLimits.MaxDepth: return ReadList(ref value, depth + 1);
            case HeaderKind.Table when depth < HeaderLimits.MaxDepth: return ReadTable(ref value, depth + 1);
            default:
                value.Break();
                return null;
        }
    }

    private List<object?> ReadList(ref EnvelopeBytes value, int depth)
    {
        var count = value.VarInt();
        var list = new List<object?>();
        for (var i = 0; i < count && !value.IsBroken; i++)
        {
            list.Add(ReadValue(ref value, depth));
        }

        return list;
    }

    private Dictionary<string, object?> ReadTable(ref EnvelopeBytes value, int depth)
    {
        var count = value.VarInt();
        var table = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < count && !value.IsBroken; i++)
        {
            table[_texts.Get(value.Bytes())] = ReadValue(ref value, depth);
        }

        return table;
    }

    private static decimal ReadDecimal(ref EnvelopeBytes value)
    {
        Span<int> bits = [(int)value.UInt32(), (int)value.UInt32(), (int)value.UInt32(), (int)value.UInt32()];

        // The sign, and a scale of 0 to 28: everything else would throw.
        if ((bits[3] & 0x7f00ffff) != 0 || ((bits[3] >> 16) & 0xff) > 28)
        {
            value.Break();
            return 0;
        }

        return new decimal(bits);
    }

    private string Text(ref EnvelopeBytes value) => _texts.Get(Rest(ref value));

    private static ReadOnlySpan<byte> Rest(ref EnvelopeBytes value) => value.All();
}
