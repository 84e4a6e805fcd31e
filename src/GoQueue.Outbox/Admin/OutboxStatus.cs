namespace GoQueue.Outbox;

/// <summary>How an outbox is doing.</summary>
/// <param name="Name">The outbox's name.</param>
/// <param name="Pending">An estimate of the messages that wait, an upper bound: never counted, because the table may be large.</param>
/// <param name="OldestAge">How long the oldest message has waited; null = none waits.</param>
/// <param name="Retrying">Messages that are sent again, counted up to 10,000.</param>
/// <param name="Behind">Messages that wait for their key, counted up to 10,000.</param>
/// <param name="Failed">Messages that failed for good, counted up to 10,000.</param>
/// <param name="Expired">Messages that expired, counted up to 10,000.</param>
/// <param name="RelayOwner">Which process relays; null = none.</param>
/// <param name="IsRelayedHere">Whether this process relays.</param>
/// <param name="PausedBecause">Why the relay of this process pauses; null = it does not.</param>
public sealed record OutboxStatus(
    string Name,
    long Pending,
    TimeSpan? OldestAge,
    long Retrying,
    long Behind,
    long Failed,
    long Expired,
    string? RelayOwner,
    bool IsRelayedHere,
    string? PausedBecause);
