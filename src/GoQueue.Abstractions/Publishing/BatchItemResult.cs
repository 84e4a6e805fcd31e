namespace GoQueue;

/// <summary>What became of one message of a batch or stream.</summary>
/// <param name="Index">Its place in the input, from 0.</param>
/// <param name="Receipt">The broker's confirmation; meaningful where <paramref name="Exception"/> is null.</param>
/// <param name="Exception">Why it is not known to be published, as a single publish would have thrown it; <see langword="null"/> where it was confirmed.</param>
public readonly record struct BatchItemResult(long Index, PublishReceipt Receipt, Exception? Exception)
{
    /// <summary>Whether the broker has confirmed the message.</summary>
    public bool Succeeded => Exception is null;
}
