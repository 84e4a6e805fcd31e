namespace GoQueue;

/// <summary>A publisher has changed its state. Immutable.</summary>
/// <param name="state">The new state.</param>
/// <param name="reason">Why, one clause without credentials; or null.</param>
public sealed class PublisherStateChangedEventArgs(PublisherState state, string? reason) : EventArgs
{
    /// <summary>The new state.</summary>
    public PublisherState State { get; } = state;

    /// <summary>Why, one clause without credentials: <c>the broker takes no messages: low on memory</c>; <see langword="null"/> where there is nothing to say.</summary>
    public string? Reason { get; } = reason;
}
