namespace GoQueue.Formats;

/// <summary>What became of one message. Immutable. Default: <see cref="DispatchOutcome.NoHandler"/>.</summary>
/// <param name="Outcome">Whether it was handled.</param>
/// <param name="Failure">Why it could not be read; <see langword="null"/> unless the outcome is <see cref="DispatchOutcome.Unreadable"/>. Its text quotes no data.</param>
public readonly record struct DispatchResult(DispatchOutcome Outcome, MessageReadException? Failure = null)
{
    /// <summary>A handler has taken it.</summary>
    public static DispatchResult Handled => new(DispatchOutcome.Handled);

    /// <summary>No handler takes it.</summary>
    public static DispatchResult NoHandler => default;

    /// <summary>Why it could not be read; <see langword="null"/> unless the outcome is <see cref="DispatchOutcome.Unreadable"/>.</summary>
    public MessageReadFault? Fault => Failure?.Fault;

    /// <summary>The message cannot be read.</summary>
    /// <param name="failure">Why.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is <see langword="null"/>.</exception>
    public static DispatchResult Unreadable(MessageReadException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(DispatchOutcome.Unreadable, failure);
    }
}
