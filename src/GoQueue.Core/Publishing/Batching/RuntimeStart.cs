namespace GoQueue.Publishing.Batching;

/// <summary>Starts events whose types are known only at run time.</summary>
internal readonly struct RuntimeStart(BatchSink sink, PublishOptions? options) : IBatchStart<IGoQueueEvent>
{
    public ValueTask<PublishReceipt> Publish(IGoQueueEvent item, BatchSlot slot, CancellationToken cancellationToken)
    {
        sink.Observer = slot;
        return sink.Publish(item, options, cancellationToken);
    }
}
