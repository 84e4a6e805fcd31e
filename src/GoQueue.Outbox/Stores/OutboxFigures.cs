namespace GoQueue.Outbox.Stores;

/// <summary>What the gauges and the health check show. Read with indexed statements only.</summary>
internal sealed record OutboxFigures(
    long Pending, double? OldestAgeSeconds, long Retrying, long Behind, long Failed, long Expired, string? Owner);
