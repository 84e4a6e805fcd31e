namespace GoQueue;

/// <summary>Batches on publishers that know only the members of version 0.1: their entries are read first, then published.</summary>
internal static class RuntimeBatches
{
    public static async ValueTask<BatchPublishResult> PublishAsync<T>(
        IGoQueuePublisher publisher, IEnumerable<T> messages, PublishOptions? options, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages is IReadOnlyCollection<T> collection)
        {
            return await publisher.PublishBatchAsync(collection: collection, options, progress, cancellationToken).ConfigureAwait(false);
        }

        var read = new List<T>();
        var fault = Read(messages, read);
        var result = await publisher.PublishBatchAsync(collection: read, options, progress, cancellationToken).ConfigureAwait(false);
        return fault is null ? result : throw new BatchPublishException(result, fault);
    }

    public static async ValueTask<BatchPublishResult> PublishAsync(
        IGoQueuePublisher publisher, IEnumerable<IGoQueueEvent> messages, PublishOptions? options, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        RequireNoMessageId(options);
        var read = new List<IGoQueueEvent>();
        var fault = Read(messages, read);
        var batch = new PublishBatch();
        foreach (var message in read)
        {
            batch.AddUnchecked(message, options);
        }

        var result = await publisher.PublishBatchAsync(batch, progress, cancellationToken).ConfigureAwait(false);
        return fault is null ? result : throw new BatchPublishException(result, fault);
    }

    /// <summary>A message id belongs to one message: with one for all, consumers would keep the first and drop the rest.</summary>
    public static void RequireNoMessageId(PublishOptions? options)
    {
        if (options?.MessageId is not null)
        {
            throw new ArgumentException(
                "The options of a batch have a MessageId, which would give all its messages the same id: leave it out, or give each message its own options, new PublishBatch().Add(message, options).",
                nameof(options));
        }
    }

    private static Exception? Read<T>(IEnumerable<T> messages, List<T> read)
    {
        try
        {
            read.AddRange(messages);
            return null;
        }
#pragma warning disable CA1031 // The caller's sequence failed: its exception is the inner one, beside the results of what was read.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }
}
