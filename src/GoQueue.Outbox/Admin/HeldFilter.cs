namespace GoQueue.Outbox;

/// <summary>Chooses held messages. What is null chooses all. Immutable.</summary>
public sealed record HeldFilter
{
    /// <summary>One message by its number.</summary>
    public long? HeldId { get; init; }

    /// <summary>Messages with this id.</summary>
    public string? MessageId { get; init; }

    /// <summary>Messages of this topic.</summary>
    public string? Topic { get; init; }

    /// <summary>Messages of this action.</summary>
    public string? Action { get; init; }

    /// <summary>Messages in this state. Default: failed and expired ones.</summary>
    public HeldState? State { get; init; }
}
