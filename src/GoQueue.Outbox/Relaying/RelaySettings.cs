namespace GoQueue.Outbox.Relaying;

/// <summary>An outbox's options as the relay uses them, settled at start. Immutable.</summary>
internal sealed record RelaySettings
{
    /// <summary>The outbox's name, for logs and metrics.</summary>
    public required string Name { get; init; }

    public KeyOrder KeyOrder { get; init; } = KeyOrder.Strict;

    public FailedKeys WhenFailed { get; init; } = FailedKeys.Continue;

    public int MaxAttempts { get; init; } = 14;

    public TimeSpan? GiveUpAfter { get; init; }

    public bool PublishExpired { get; init; }

    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public int WindowRows { get; init; } = 4096;

    public long WindowBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>For tests of the order only: without the open gaps a forward read can miss a row that a later one depends on.</summary>
    public bool WatchesGaps { get; init; } = true;

    public static RelaySettings Of(string name, OutboxOptions options, TimeSpan drainTimeout) => new()
    {
        Name = name,
        KeyOrder = options.KeyOrder,
        WhenFailed = options.WhenFailed,
        MaxAttempts = options.MaxAttempts,
        GiveUpAfter = options.GiveUpAfter,
        PublishExpired = options.PublishExpired,
        LeaseDuration = options.LeaseDuration,
        PollInterval = options.PollInterval,
        DrainTimeout = drainTimeout,
        WindowRows = options.WindowRows,
        WindowBytes = options.WindowBytes,
    };
}
