namespace GoQueue.Transports.RabbitMQ.Waiting;

/// <summary>Whether a message could be sent, and what was in its way.</summary>
internal enum Admission
{
    /// <summary>A channel has it.</summary>
    Taken,

    /// <summary>No channel for it has room, or is open; a message for another channel may go.</summary>
    ChannelFull,

    /// <summary>The bytes in flight are used up: they are all channels'.</summary>
    BytesUsedUp,
}
