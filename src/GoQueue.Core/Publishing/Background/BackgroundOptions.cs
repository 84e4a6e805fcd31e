namespace GoQueue;

/// <summary>Settings of a background publisher. Read once, when the publisher is built. Not thread-safe.</summary>
public sealed class BackgroundOptions
{
    /// <summary>Messages that may be accepted and not settled, 1 or more. Default: 1,000, as in the Go library's guide.</summary>
    public int MaxMessages { get; set; } = 1000;

    /// <summary>Bytes of their bodies, 1 or more; a single larger message is accepted alone. Default: 32 MiB.</summary>
    public long MaxBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>What happens when there is no room. Default: <see cref="WhenQueueFull.Wait"/>.</summary>
    public WhenQueueFull WhenFull { get; set; }

    /// <summary>How many of the messages are under way to the broker at once, 1 or more. Default: 256, what one channel takes.</summary>
    public int MaxConcurrency { get; set; } = 256;

    /// <summary>
    /// Hears of every accepted message that was not published, dropped ones included; on the thread pool, perhaps by several threads at once. Its own exceptions
    /// go to nobody. Default: none. Set in code only.
    /// </summary>
    public Action<BackgroundFailure>? OnFailure { get; set; }
}
