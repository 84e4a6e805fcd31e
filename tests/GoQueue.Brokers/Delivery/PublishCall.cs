namespace GoQueue.Brokers.Delivery;

/// <summary>One publish call, from its begin to its end.</summary>
public sealed record PublishCall
{
    /// <summary>What was published.</summary>
    public required LedgerMessage Message { get; init; }

    /// <summary>How it ended.</summary>
    public DeliveryOutcome Outcome { get; init; }

    /// <summary>The message's id, as the publisher told it; null when it told none.</summary>
    public string? MessageId { get; init; }

    /// <summary>How often the message was handed to a connection. More than once means that it may be there twice.</summary>
    public int Attempts { get; init; }

    /// <summary>How long it took; until now when it has not ended.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What it failed with, for the report; null on success.</summary>
    public string? Failure { get; init; }
}
