namespace GoQueue;

/// <summary>
/// Messages of a batch are not known to be published. Holds the results of all; the inner exception is the first failure. Never holds an event.
/// </summary>
/// <param name="result">The results, at least one of them failed.</param>
public sealed class BatchPublishException(BatchPublishResult result) : Exception(Describe(result), FirstFailure(result).Exception)
{
    /// <summary>The results of all messages, in the order of the input.</summary>
    public BatchPublishResult Result { get; } = result;

    private static string Describe(BatchPublishResult result)
    {
        var first = FirstFailure(result);
        return $"{result.FailedCount} of {result.Count} messages of the batch are not known to be published, the first is message {first.Index} of the input: {first.Exception!.Message} Result.Failures has them all.";
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
