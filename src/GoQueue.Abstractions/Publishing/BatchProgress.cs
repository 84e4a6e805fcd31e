namespace GoQueue;

/// <summary>How far a batch or stream is. Reported at most every 100 ms, and once at the end.</summary>
/// <param name="Completed">Messages that have their result, failures included.</param>
/// <param name="Failed">Those of them that are not known to be published.</param>
/// <param name="Total">How many there are; <see langword="null"/> for a stream, whose end nobody knows.</param>
public readonly record struct BatchProgress(long Completed, long Failed, long? Total)
{
    /// <summary>The part that has its result, 0 to 1; <see langword="null"/> for a stream.</summary>
    public double? Fraction => Total switch
    {
        null => null,
        0 => 1,
        { } total => (double)Completed / total,
    };
}
