using System.Globalization;
using GoQueue.Messages;

namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>
/// Writes whole frames into a span that is large enough (<see cref="PublishLength"/>). Without state beyond its
/// position and without I/O: the caller decides whether the bytes count, so an exception in the middle of a message
/// leaves nothing behind.
/// </summary>
/// <param name="destination">Where the frames go.</param>
internal ref struct FrameWriter(Span<byte> destination)
{
    private const byte PersistentMode = 2;
    private const byte TransientMode = 1;

    // Exchange and routing key with their lengths, the method's other arguments and both frames' overhead.
    private const int MethodBound = (2 * (1 + FrameFormat.LongestShortString)) + 4 + 2 + 1 + FrameFormat.Overhead;
    private const int HeaderFrameBound = 14 + FrameFormat.Overhead;

    private FieldWriter _fields = new(destination);

    /// <summary>Bytes written.</summary>
    public readonly int Length => _fields.Position;

    /// <summary>At most this many bytes are written for a message without its body.</summary>
    /// <param name="headerBound">The upper bound of the message's encoded properties, headers included.</param>
    public static int PublishLength(int headerBound) => MethodBound + HeaderFrameBound + headerBound;

    /// <summary>The length of the encoded properties in a header frame.</summary>
    public static int PropertiesLength(scoped ReadOnlySpan<byte> frame) => frame.Length - FrameFormat.Overhead - FrameFormat.HeaderArguments;

    /// <summary>A method without arguments, or with arguments that are bytes already.</summary>
    public void Method(ushort channel, MethodId method, scoped ReadOnlySpan<byte> arguments = default)
    {
        var start = Begin(FrameType.Method, channel);
        _fields.UInt32((uint)method);
        _fields.Bytes(arguments);
        Finish(start);
    }

    /// <summary>The first frame of a message.</summary>
    public void Publish(ushort channel, string exchange, string routingKey, bool mandatory)
    {
        var start = Begin(FrameType.Method, channel);
        _fields.UInt32((uint)MethodId.BasicPublish);

        // Reserved: a ticket of AMQP 0-8.
        _fields.UInt16(0);
        _fields.ShortString(exchange);
        _fields.ShortString(routingKey);
        _fields.Boolean(mandatory);
        Finish(start);
    }

    /// <summary>The second frame of a message: the length of its body, properties and headers.</summary>
    /// <param name="channel">The channel's number.</param>
    /// <param name="message">The message.</param>
    /// <returns>The length of the encoded properties in bytes.</returns>
    public int Header(ushort channel, OutgoingMessage message)
    {
        var start = Begin(FrameType.Header, channel);
        _fields.UInt16(FrameFormat.BasicClass);

        // The weight, which is not used.
        _fields.UInt16(0);
        _fields.UInt64((ulong)message.Body.Length);
        var properties = _fields.Position;
        Properties(message);
        var length = _fields.Position - properties;
        Finish(start);
        return length;
    }

    /// <summary>A header frame that was encoded before, with another channel.</summary>
    /// <returns>The length of the encoded properties in bytes.</returns>
    public int Header(ushort channel, scoped ReadOnlySpan<byte> frame)
    {
        var start = _fields.Position;
        _fields.Bytes(frame);
        _fields.SetUInt16(start + 1, channel);
        return PropertiesLength(frame);
    }

    /// <summary>The head of a body frame; the payload and <see cref="BodyEnd"/> follow.</summary>
    public void BodyHead(ushort channel, int payloadLength)
    {
        _fields.Byte((byte)FrameType.Body);
        _fields.UInt16(channel);
        _fields.UInt32((uint)payloadLength);
    }

    /// <summary>The end marker of a body frame.</summary>
    public void BodyEnd() => _fields.Byte(FrameFormat.End);

    /// <summary>The body in as many frames as the maximum demands; an empty body has none.</summary>
    /// <param name="channel">The channel's number.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="frameMax">The negotiated maximum of a frame in bytes; 0 = no limit.</param>
    public void Body(ushort channel, scoped ReadOnlySpan<byte> body, int frameMax)
    {
        var most = FrameFormat.MaxBodyPayload(frameMax);
        while (body.Length > 0)
        {
            var payload = body[..Math.Min(body.Length, most)];
            BodyHead(channel, payload.Length);
            _fields.Bytes(payload);
            BodyEnd();
            body = body[payload.Length..];
        }
    }

    /// <summary>A heartbeat, which belongs to channel 0.</summary>
    public void Heartbeat() => Finish(Begin(FrameType.Heartbeat, channel: 0));

    private void Properties(OutgoingMessage message)
    {
        var flagsAt = _fields.Skip(sizeof(ushort));

        // Always present: their absence would mean no headers, and a transient message.
        var flags = PropertyFlags.Headers | PropertyFlags.DeliveryMode;
        Optional(message.ContentType, PropertyFlags.ContentType, ref flags);
        Optional(message.ContentEncoding, PropertyFlags.ContentEncoding, ref flags);
        _fields.Table(message.Headers.AsSpan());
        _fields.Byte(message.Persistent ? PersistentMode : TransientMode);
        if (message.Priority != 0)
        {
            flags |= PropertyFlags.Priority;
            _fields.Byte(message.Priority);
        }

        Optional(message.CorrelationId, PropertyFlags.CorrelationId, ref flags);
        Optional(message.ReplyTo, PropertyFlags.ReplyTo, ref flags);
        Optional(message.Expiration, PropertyFlags.Expiration, ref flags);
        Optional(message.MessageId, PropertyFlags.MessageId, ref flags);
        if (message.Timestamp.ToUnixTimeSeconds() is not 0 and var seconds)
        {
            flags |= PropertyFlags.Timestamp;
            _fields.UInt64((ulong)seconds);
        }

        Optional(message.Type, PropertyFlags.Type, ref flags);
        Optional(message.AppId, PropertyFlags.AppId, ref flags);
        if (message.Repetition != 0)
        {
            // A property that AMQP 0-9-1 has given up and brokers pass through: tells equal messages apart when one comes back.
            Optional(message.Repetition.ToString(CultureInfo.InvariantCulture), PropertyFlags.ClusterId, ref flags);
        }

        _fields.SetUInt16(flagsAt, (ushort)flags);
    }

    private void Optional(string? text, int flag, ref int flags)
    {
        if (text is not null)
        {
            flags |= flag;
            _fields.ShortString(text);
        }
    }

    private int Begin(FrameType type, ushort channel)
    {
        _fields.Byte((byte)type);
        _fields.UInt16(channel);
        return _fields.Skip(sizeof(uint));
    }

    private void Finish(int start)
    {
        _fields.SetUInt32(start, (uint)(_fields.Position - start - sizeof(uint)));
        _fields.Byte(FrameFormat.End);
    }
}
