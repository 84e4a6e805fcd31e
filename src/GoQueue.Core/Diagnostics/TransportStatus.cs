namespace GoQueue.Diagnostics;

/// <summary>How a transport is doing at one moment, for health checks and the publisher's state.</summary>
internal sealed record TransportStatus
{
    public required PublisherState State { get; init; }

    /// <summary>Why it is in this state, one clause for people without credentials: <c>the broker's memory alarm is on</c>. Null = nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Open connections.</summary>
    public int Connections { get; init; }

    /// <summary>Open channels: the pool's size.</summary>
    public int Channels { get; init; }

    /// <summary>Messages that were handed over and are not settled, those that wait for a place included.</summary>
    public long InFlight { get; init; }

    /// <summary>The last thing that went wrong with the connection or a channel, as a sentence without credentials; null = nothing so far.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>When the broker last confirmed a message; null = never.</summary>
    public DateTimeOffset? LastConfirm { get; init; }
}
