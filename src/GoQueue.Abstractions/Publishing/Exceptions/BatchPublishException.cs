namespace GoQueue;

/// <summary>
/// Messages of a batch are not known to be published, or its collection failed before all of them were read. Holds the
/// results that are known; the inner exception is the first failure, or what the collection threw. Never holds an
/// event.
/// </summary>
public sealed class BatchPublishException : Exception
{
    /// <summary>Some messages failed.</summary>
    /// <param name="result">The results, at least one of them failed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">Every message was confirmed.</exception>
    public BatchPublishException(BatchPublishResult result)
        : base(Describe(result), FirstFailure(result).Exception)
        => Result = result;

    /// <summary>The batch's collection failed before all messages were read.</summary>
    /// <param name="result">The results of the messages that were read.</param>
    /// <param name="innerException">What the collection threw.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="result"/> or <paramref name="innerException"/> is <see langword="null"/>.
    /// </exception>
    public BatchPublishException(BatchPublishResult result, Exception innerException)
        : base(Describe(result, innerException), innerException)
        => Result = result;

    /// <summary>The results of all messages that were read, in the order of the input.</summary>
    public BatchPublishResult Result { get; }

    private static string Describe(BatchPublishResult result)
    {
        var first = FirstFailure(result);
        return $"{result.FailedCount} of {result.Count} messages of the batch are not known to be published, the first is message {first.Index} of the input: {first.Exception!.Message} Result.Failures has them all.";
    }

    private static string Describe(BatchPublishResult result, Exception innerException)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(innerException);
        return $"The batch ended early: its collection threw {innerException.GetType().Name} after {result.Count} messages, of which {result.SucceededCount} were confirmed. Result has what is known of them; publish the rest again, and do not change a collection while it is published.";
    }

    private static BatchItemResult FirstFailure(BatchPublishResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        foreach (var failure in result.Failures)
        {
            return failure;
        }

        throw new ArgumentException("Every message of the batch was confirmed: throw this only where FailedCount is more than 0.", nameof(result));
    }
}
