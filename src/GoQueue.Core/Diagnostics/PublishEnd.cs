namespace GoQueue.Diagnostics;

/// <summary>How one publish ended.</summary>
/// <param name="MessageId">The message's id, if it had one.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Failure">Null = confirmed, or skipped.</param>
/// <param name="Deduplicated">Whether another message's confirmation was taken for it.</param>
/// <param name="Skipped">Whether a middleware dropped it on purpose.</param>
internal readonly record struct PublishEnd(string? MessageId, int Attempts, Exception? Failure, bool Deduplicated = false, bool Skipped = false);
