namespace GoQueue.Pipeline;

/// <summary>
/// How a message that the broker rejected (nack) is sent again, always with its id. Messages that were not sent, and those whose confirm went missing, are sent
/// again without this and spend no attempt here. Read once, when the publisher is built. Not thread-safe.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>How often the broker may reject a message until the publish fails, 1 to 1,000. Default: 3.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The longest wait after the first rejection. Default: 100 ms.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait of all. Default: 10 s.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>By how much the longest wait grows with each rejection, 1 to 100. Default: 2. The wait itself is drawn between zero and the longest (full jitter).</summary>
    public double Multiplier { get; set; } = 2;

    /// <summary>
    /// Asked before each wait with the failure that the publish would end with; <see langword="false"/> ends it with that. Must be fast and thread-safe: it runs on the
    /// connection's own thread. Default: <see langword="null"/>, always.
    /// </summary>
    public Func<MessageRejectedException, bool>? ShouldRetry { get; set; }
}
