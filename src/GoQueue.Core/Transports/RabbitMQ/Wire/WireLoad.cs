namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>How many messages are on their way over one connection, and what follows for pacing. Thread-safe.</summary>
internal sealed class WireLoad
{
    // More than any broker takes from one connection in a millisecond (200 were measured).
    private const int MessagesPerMillisecond = 256;

    private const int LongestBacklog = 2;

    private Func<int>? _count;

    /// <summary>Whether one message is on its way, and nothing else.</summary>
    public bool IsAlone => Count == 1;

    /// <summary>Whether so many messages are on their way that a millisecond more for one of them costs no throughput.</summary>
    public bool IsBusy => Count >= MessagesPerMillisecond;

    /// <summary>How long the broker is sure to have work while the connection is busy.</summary>
    public TimeSpan Backlog => TimeSpan.FromMilliseconds(Math.Clamp(Count / MessagesPerMillisecond, 1, LongestBacklog));

    private int Count => _count is { } count ? count() : 0;

    /// <summary>Sets the source of the number.</summary>
    public void CountBy(Func<int> count) => _count = count;
}
