namespace GoQueue.Outbox.Stores;

/// <summary>The state that rows get when they become held, or stay so.</summary>
/// <param name="State">The state.</param>
/// <param name="Attempts">Rejections so far.</param>
/// <param name="RetryAfter">When it is due; null = not by itself.</param>
/// <param name="RouteHash">The route that it waits for; null = none.</param>
/// <param name="ErrorKind">The kind of the failure, or null.</param>
/// <param name="Error">The failure as a sentence, or null.</param>
internal sealed record HeldChange(HeldState State, int Attempts, TimeSpan? RetryAfter, long? RouteHash, string? ErrorKind, string? Error)
{
    public static HeldChange Behind { get; } = new(HeldState.Behind, 0, null, null, null, null);
}
