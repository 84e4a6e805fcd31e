namespace GoQueue.RabbitMQ.Channels;

/// <summary>What the end of a channel says of one message on it.</summary>
internal enum Verdict
{
    /// <summary>The broker may have stored it.</summary>
    Unknown,

    /// <summary>It is why the broker closed the channel, or came after it and would be refused as well: not stored.</summary>
    Refused,

    /// <summary>It came after the one that was refused: not stored.</summary>
    Discarded,
}
