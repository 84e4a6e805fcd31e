namespace GoQueue;

/// <summary>One message of a batch whose kind is not known at compile time.</summary>
internal sealed class UntypedBatchEntry(GoQueueMessage message, PublishOptions? options) : PublishBatchEntry
{
    public override ValueTask<PublishReceipt> PublishTo(IBatchSink sink, CancellationToken cancellationToken) =>
        sink.Publish(message, options, cancellationToken);
}
