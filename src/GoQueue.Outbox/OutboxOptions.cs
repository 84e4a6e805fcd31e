namespace GoQueue.Outbox;

/// <summary>Settings of one outbox. Set them where it is registered; read once, when the host starts. Not thread-safe.</summary>
public abstract class OutboxOptions
{
    internal OutboxOptions()
    {
    }

    /// <summary>Whether this process publishes. Default: <see cref="RelayMode.WhenLeaseIsFree"/>.</summary>
    public RelayMode Relay { get; set; } = RelayMode.WhenLeaseIsFree;

    /// <summary>How messages with one ordering key are sent. Default: <see cref="KeyOrder.Strict"/>.</summary>
    public KeyOrder KeyOrder { get; set; } = KeyOrder.Strict;

    /// <summary>What happens behind a message that failed for good. Default: <see cref="FailedKeys.Continue"/>.</summary>
    public FailedKeys WhenFailed { get; set; } = FailedKeys.Continue;

    /// <summary>How often the broker may reject a message (nack) before it counts as failed, 1 to 1,000. Default: 14, about 25 minutes.</summary>
    public int MaxAttempts { get; set; } = 14;

    /// <summary>
    /// When a message counts as failed that has no queue, no exchange or no permission; <see langword="null"/> = never, it is
    /// tried again until the installation is mended. At least 1 minute. Default: <see langword="null"/>.
    /// </summary>
    public TimeSpan? GiveUpAfter { get; set; }

    /// <summary>Whether a message is published though its <c>Expiration</c> has passed in the outbox. Default: <see langword="false"/>, it is held as expired.</summary>
    public bool PublishExpired { get; set; }

    /// <summary>Whether a publisher with <c>Mandatory = false</c> may have an outbox: RabbitMQ confirms and drops messages without a queue. Default: <see langword="false"/>.</summary>
    public bool AllowUnroutable { get; set; }

    /// <summary>Whether the tables are created at start. Default: <see cref="SchemaCreation.InDevelopment"/>.</summary>
    public SchemaCreation CreateSchema { get; set; } = SchemaCreation.InDevelopment;

    /// <summary>How long a process keeps the relay's lease without renewing it, 2 s to 10 min. Another takes over at the latest then. Default: 15 s.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often an idle relay looks for messages of other processes, 10 ms to 1 min. Messages of this process are found at once. Default: 1 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How old the oldest message may become before the health check reports Degraded. Default: 1 min.</summary>
    public TimeSpan DegradedAge { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many rows the relay holds in memory, 16 to 65,536. For tests.</summary>
    internal int WindowRows { get; set; } = 4096;

    /// <summary>How many bytes of bodies the relay holds in memory, but for one row. For tests.</summary>
    internal long WindowBytes { get; set; } = 32 * 1024 * 1024;

    internal abstract string SchemaName(string? publisherName);

    internal virtual void Check(string name)
    {
        Require(MaxAttempts is >= 1 and <= 1000, name, nameof(MaxAttempts), "1 to 1,000");
        Require(GiveUpAfter is null || GiveUpAfter >= TimeSpan.FromMinutes(1), name, nameof(GiveUpAfter), "1 minute or more, or null");
        Require(LeaseDuration >= TimeSpan.FromSeconds(2) && LeaseDuration <= TimeSpan.FromMinutes(10), name, nameof(LeaseDuration), "2 s to 10 min");
        Require(PollInterval >= TimeSpan.FromMilliseconds(10) && PollInterval <= TimeSpan.FromMinutes(1), name, nameof(PollInterval), "10 ms to 1 min");
        Require(DegradedAge > TimeSpan.Zero, name, nameof(DegradedAge), "more than zero");
        Require(Enum.IsDefined(Relay), name, nameof(Relay), "a member of RelayMode");
        Require(Enum.IsDefined(KeyOrder), name, nameof(KeyOrder), "a member of KeyOrder");
        Require(Enum.IsDefined(WhenFailed), name, nameof(WhenFailed), "a member of FailedKeys");
        Require(Enum.IsDefined(CreateSchema), name, nameof(CreateSchema), "a member of SchemaCreation");
    }

    internal static void Require(bool isValid, string name, string property, string range)
    {
        if (!isValid)
        {
            throw new GoQueueConfigurationException($"The outbox '{name}' has an invalid {property}: set it to {range}.");
        }
    }
}
