using System.Buffers.Binary;

namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>
/// Cuts received bytes into frames and reads the methods that publishing channels receive. Never throws and never
/// trusts a length: whatever the bytes are, the worst result is <see cref="FrameReadStatus.Malformed"/> or false, upon
/// which the connection ends.
/// </summary>
internal static class FrameReader
{
    /// <summary>Reads the frame at the start of the bytes.</summary>
    /// <param name="source">Received bytes.</param>
    /// <param name="frameMax">The negotiated maximum of a frame in bytes; 0 = no limit.</param>
    /// <param name="frame">The frame, if it is complete.</param>
    public static FrameReadStatus TryRead(ReadOnlySpan<byte> source, int frameMax, out Frame frame)
    {
        frame = default;
        if (source.Length < FrameFormat.HeadLength)
        {
            return FrameReadStatus.Incomplete;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(source[3..]);
        if (length > int.MaxValue - FrameFormat.Overhead || (frameMax != 0 && length > frameMax - FrameFormat.Overhead))
        {
            return FrameReadStatus.Malformed;
        }

        var end = FrameFormat.HeadLength + (int)length;
        if (source.Length <= end)
        {
            return FrameReadStatus.Incomplete;
        }

        if (source[end] != FrameFormat.End)
        {
            return FrameReadStatus.Malformed;
        }

        frame = new Frame((FrameType)source[0], BinaryPrimitives.ReadUInt16BigEndian(source[1..]), source[FrameFormat.HeadLength..end]);
        return FrameReadStatus.Complete;
    }

    /// <summary>Reads which method a method frame carries; its arguments are what is left in the reader.</summary>
    public static bool TryMethod(in Frame frame, out MethodId method, out FieldReader arguments)
    {
        arguments = new FieldReader(frame.Payload);
        var isMethod = arguments.TryUInt32(out var id) && frame.Type == FrameType.Method;
        method = (MethodId)id;
        return isMethod;
    }

    /// <summary>
    /// Reads the arguments of <c>basic.ack</c>, and those of <c>basic.nack</c> without its unused requeue bit.
    /// </summary>
    public static bool TryConfirm(FieldReader arguments, out ulong tag, out bool multiple)
    {
        var isRead = arguments.TryUInt64(out tag) & arguments.TryByte(out var bits);
        multiple = (bits & 1) != 0;
        return isRead;
    }

    /// <summary>Reads <c>basic.return</c>; its reply text has to be there, too.</summary>
    public static bool TryReturn(FieldReader arguments, out ushort replyCode, out string exchange, out string routingKey)
    {
        exchange = routingKey = "";
        return arguments.TryUInt16(out replyCode) && arguments.TrySkipShortString() && arguments.TryShortString(out exchange) && arguments.TryShortString(out routingKey);
    }

    /// <summary>
    /// Reads the arguments of <c>channel.close</c> and <c>connection.close</c>: the reason, and the method that caused
    /// it (0 = none).
    /// </summary>
    public static bool TryClose(FieldReader arguments, out ushort replyCode, out string replyText, out MethodId cause)
    {
        var isRead = arguments.TryUInt16(out replyCode) & arguments.TryShortString(out replyText) & arguments.TryUInt32(out var id);
        cause = (MethodId)id;
        return isRead;
    }

    /// <summary>
    /// Reads a content header: the length of the body that follows, the message id and the cluster id (null = none).
    /// </summary>
    public static bool TryHeader(in Frame frame, out ulong bodyLength, out string? messageId, out string? clusterId)
    {
        bodyLength = 0;
        messageId = clusterId = null;
        var fields = new FieldReader(frame.Payload);
        if (frame.Type != FrameType.Header || !fields.TryUInt16(out var contentClass) || contentClass != FrameFormat.BasicClass
            || !fields.TrySkip(sizeof(ushort)) || !fields.TryUInt64(out bodyLength) || !fields.TryUInt16(out var flags) || (flags & PropertyFlags.Continuation) != 0)
        {
            return false;
        }

        return TrySkipText(ref fields, flags, PropertyFlags.ContentType)
            && TrySkipText(ref fields, flags, PropertyFlags.ContentEncoding)
            && ((flags & PropertyFlags.Headers) == 0 || fields.TrySkipLong())
            && ((flags & PropertyFlags.DeliveryMode) == 0 || fields.TrySkip(1))
            && ((flags & PropertyFlags.Priority) == 0 || fields.TrySkip(1))
            && TrySkipText(ref fields, flags, PropertyFlags.CorrelationId)
            && TrySkipText(ref fields, flags, PropertyFlags.ReplyTo)
            && TrySkipText(ref fields, flags, PropertyFlags.Expiration)
            && TryText(ref fields, flags, PropertyFlags.MessageId, out messageId)
            && ((flags & PropertyFlags.Timestamp) == 0 || fields.TrySkip(sizeof(ulong)))
            && TrySkipText(ref fields, flags, PropertyFlags.Type)
            && TrySkipText(ref fields, flags, PropertyFlags.UserId)
            && TrySkipText(ref fields, flags, PropertyFlags.AppId)
            && TryText(ref fields, flags, PropertyFlags.ClusterId, out clusterId);
    }

    private static bool TrySkipText(ref FieldReader fields, int flags, int flag) => (flags & flag) == 0 || fields.TrySkipShortString();

    private static bool TryText(ref FieldReader fields, int flags, int flag, out string? text)
    {
        text = null;
        if ((flags & flag) == 0)
        {
            return true;
        }

        var isRead = fields.TryShortString(out var read);
        text = isRead ? read : null;
        return isRead;
    }
}
