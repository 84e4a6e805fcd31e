namespace GoQueue;

/// <summary>One typed message of a batch.</summary>
/// <typeparam name="T">The event.</typeparam>
internal sealed class PublishBatchEntry<T>(T message, PublishOptions? options) : PublishBatchEntry
    where T : IGoQueueEvent<T>
{
    public override ValueTask<PublishReceipt> PublishTo(IBatchSink sink, CancellationToken cancellationToken) =>
        sink.Publish(message, options, cancellationToken);
}
