namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>What <see cref="FrameReader.TryRead"/> found at the start of the bytes.</summary>
internal enum FrameReadStatus
{
    /// <summary>A whole frame.</summary>
    Complete,

    /// <summary>The beginning of a frame: more bytes are needed.</summary>
    Incomplete,

    /// <summary>No frame, or one over the limit: the connection cannot be read any further.</summary>
    Malformed,
}
