namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>The first byte of a frame (AMQP 0-9-1, section 2.3.5 and its XML definition).</summary>
internal enum FrameType : byte
{
    Method = 1,
    Header = 2,
    Body = 3,
    Heartbeat = 8,
}
