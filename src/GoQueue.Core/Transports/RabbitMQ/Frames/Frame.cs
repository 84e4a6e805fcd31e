namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>One whole frame as it was received. Valid as long as the bytes that it was read from.</summary>
/// <param name="type">Its type; any byte, known or not.</param>
/// <param name="channel">Its channel's number.</param>
/// <param name="payload">What is between the head and the end marker.</param>
internal readonly ref struct Frame(FrameType type, ushort channel, ReadOnlySpan<byte> payload)
{
    public FrameType Type { get; } = type;

    public ushort Channel { get; } = channel;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>The length of the whole frame in bytes.</summary>
    public int Length => Payload.Length + FrameFormat.Overhead;
}
