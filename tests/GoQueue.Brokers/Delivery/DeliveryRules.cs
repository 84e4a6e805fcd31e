namespace GoQueue.Brokers.Delivery;

/// <summary>What a fault leaves allowed.</summary>
public sealed record DeliveryRules
{
    /// <summary>How long a publish call may take. Default: 65 seconds, the publisher's 60 and some for a busy machine.</summary>
    public TimeSpan CallBound { get; init; } = TimeSpan.FromSeconds(65);

    /// <summary>Whether acknowledged messages must be found. False only where the test destroys the queue itself. Default: true.</summary>
    public bool AcknowledgedAreFound { get; init; } = true;

    /// <summary>Whether the order of first copies per ordering key is kept. Default: true.</summary>
    public bool OrderIsKept { get; init; } = true;
}
