namespace GoQueue.Brokers.Proxies;

/// <summary>The faults of one direction that all its connections share. Immutable; the proxy swaps it whole.</summary>
internal sealed record ProxyFaults
{
    public static readonly ProxyFaults None = new();

    /// <summary>How much later each byte arrives.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>By how much the delay grows at random; the order of bytes is kept.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>How many bytes a second pass on one connection; 0 for no limit.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>What comes is read and lost.</summary>
    public bool Loses { get; init; }
}
