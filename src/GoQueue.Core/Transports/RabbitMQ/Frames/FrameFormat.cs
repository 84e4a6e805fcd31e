namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>
/// The layout of a frame: type (1 byte), channel (2), payload length (4), payload, end marker (1). Source: AMQP 0-9-1,
/// section 2.3.5.
/// </summary>
internal static class FrameFormat
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeadLength = 7;

    /// <summary>Bytes of a frame beside its payload.</summary>
    public const int Overhead = HeadLength + 1;

    /// <summary>Class, weight and body length, before the properties of a header frame (AMQP 0-9-1, section 4.2.6.1).</summary>
    public const int HeaderArguments = 12;

    /// <summary>The last byte of every frame.</summary>
    public const byte End = 0xCE;

    /// <summary>The class of <c>basic</c> methods and of content headers.</summary>
    public const ushort BasicClass = 60;

    /// <summary>The longest short string, in bytes of UTF-8.</summary>
    public const int LongestShortString = byte.MaxValue;

    /// <summary>Frames that a body of this many bytes is cut into; an empty body has none.</summary>
    public static int BodyFrames(int bodyLength, int frameMax)
    {
        var payload = MaxBodyPayload(frameMax);
        return (int)((bodyLength + (long)payload - 1) / payload);
    }

    /// <summary>The longest properties and headers of one frame. A negotiated maximum of 0 means no limit.</summary>
    public static int MaxProperties(int frameMax) => frameMax == 0 ? int.MaxValue : frameMax - Overhead - HeaderArguments;

    /// <summary>The largest payload of a body frame. A negotiated maximum of 0 means no limit.</summary>
    public static int MaxBodyPayload(int frameMax) => frameMax == 0 ? int.MaxValue : frameMax - Overhead;
}
