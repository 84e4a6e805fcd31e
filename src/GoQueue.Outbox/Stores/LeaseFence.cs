namespace GoQueue.Outbox.Stores;

/// <summary>The lease under which a statement may change held rows: without it the statement changes nothing.</summary>
/// <param name="Owner">The relay's own name.</param>
/// <param name="Epoch">The epoch that it was granted.</param>
internal readonly record struct LeaseFence(string Owner, long Epoch);
