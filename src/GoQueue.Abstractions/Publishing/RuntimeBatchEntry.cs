namespace GoQueue;

/// <summary>One event of a batch whose type is known only at run time. A missing event, or one without a descriptor, is this entry's own failure.</summary>
internal sealed class RuntimeBatchEntry(IGoQueueEvent? message, PublishOptions? options) : PublishBatchEntry
{
    public override ValueTask<PublishReceipt> PublishTo(IBatchSink sink, CancellationToken cancellationToken) =>
        sink.Publish(message!, options, cancellationToken);
}
