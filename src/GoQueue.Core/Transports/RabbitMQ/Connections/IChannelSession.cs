using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>What a channel needs of its connection. Thread-safe; no member waits.</summary>
internal interface IChannelSession
{
    /// <summary>Whether a message may be written now.</summary>
    bool TakesMessages { get; }

    /// <summary>Whether the broker's alarm is on.</summary>
    bool IsBlocked { get; }

    /// <summary>Whether the socket has taken nothing for a long time although the broker has no alarm.</summary>
    bool IsStalled { get; }

    /// <summary>The position on the wire from which on nothing has left; <see cref="long.MaxValue"/> while more may leave.</summary>
    long Left { get; }

    /// <summary>Why the connection has ended; null = it has not.</summary>
    ChannelFault? Fault { get; }

    /// <summary>Counts the messages that were in flight at the connection's end.</summary>
    ConnectionEnd End { get; }

    /// <summary>The callers who are told of answers.</summary>
    ResultQueue Results { get; }

    /// <summary>The broker has answered.</summary>
    void NoteAnswer(long now);

    /// <summary>Whether no channel has had an answer for that long.</summary>
    bool IsSilentFor(TimeSpan span);

    /// <summary>Waits for the answer to a request. The bound counts only time in which the broker could answer.</summary>
    /// <exception cref="TimeoutException">The bound has passed.</exception>
    Task WhenAnsweredAsync(Task answer, TimeSpan bound, CancellationToken cancellationToken = default);

    /// <summary>Ends the connection at once. The first cause stays.</summary>
    void Kill(string cause, Exception? exception);

    /// <inheritdoc cref="Kill(string, Exception)"/>
    void Kill(ChannelFault fault);
}
