namespace GoQueue;

/// <summary>How urgent a message is. The AMQP priorities are those of the Go library's guide: 8, 4 and 0.</summary>
public enum EventPriority
{
    /// <summary>Not said here: the next rule decides (call, header, attribute, action prefix; at last <see cref="Normal"/>).</summary>
    Unspecified = 0,

    /// <summary>AMQP priority 0.</summary>
    Low = 1,

    /// <summary>AMQP priority 4.</summary>
    Normal = 2,

    /// <summary>AMQP priority 8, and a connection of its own, which the first such message opens; the order between it and the others is not kept.</summary>
    High = 3,
}
