namespace GoQueue.Transports.RabbitMQ.Faults;

/// <summary>What the end of a channel says of one message on it.</summary>
internal enum UnansweredFate
{
    /// <summary>The broker may have stored it.</summary>
    Unknown,

    /// <summary>The broker closed the channel because of this message: not stored.</summary>
    Refused,

    /// <summary>This message was written after the refused one: not stored, and sent again elsewhere.</summary>
    Discarded,
}
