namespace GoQueue.Core.Tests.Publishing.RunTimeTypes;

/// <summary>A publisher of an application that was written against version 0.1: it has the members of that version only.</summary>
internal sealed class PublisherOfVersion01 : IGoQueuePublisher
{
    public List<string> Calls { get; } = [];

    public ValueTask<PublishReceipt> PublishAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        Calls.Add(typeof(T).Name);
        return ValueTask.FromResult(default(PublishReceipt));
    }

    public ValueTask<PublishReceipt> PublishAsync(GoQueueMessage message, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<BatchPublishResult> PublishBatchAsync<T>(
        IReadOnlyCollection<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
    {
        Calls.Add($"{messages.Count} of {typeof(T).Name}");
        return ValueTask.FromResult(new BatchPublishResult(new BatchItemResult[messages.Count]));
    }

    public ValueTask<BatchPublishResult> PublishBatchAsync(PublishBatch batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Calls.Add($"batch of {batch.Count}");
        return ValueTask.FromResult(new BatchPublishResult(new BatchItemResult[batch.Count]));
    }

    public IAsyncEnumerable<BatchItemResult> PublishStreamAsync<T>(
        IAsyncEnumerable<T> messages, PublishOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => throw new NotSupportedException();
}
