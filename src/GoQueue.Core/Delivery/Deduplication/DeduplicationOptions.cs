namespace GoQueue.Pipeline;

/// <summary>
/// Settings of the deduplication window. Set in code only: no section of the configuration is read for them. Read once,
/// when the publisher is built. Not thread-safe.
/// </summary>
public sealed class DeduplicationOptions
{
    /// <summary>
    /// How long a confirmed id is remembered. Default: 5 minutes. If your own code binds it from a configuration, check
    /// the text first: .NET reads <c>10</c> as ten days.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many confirmed ids are remembered at most; the oldest go first. About 200 bytes each. Default: 100,000.</summary>
    public int Capacity { get; set; } = 100_000;
}
