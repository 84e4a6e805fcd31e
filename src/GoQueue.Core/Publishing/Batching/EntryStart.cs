namespace GoQueue.Publishing.Batching;

/// <summary>Starts the entries of a <see cref="PublishBatch"/>, each with its own options.</summary>
internal readonly struct EntryStart(BatchSink sink) : IBatchStart<PublishBatchEntry>
{
    public ValueTask<PublishReceipt> Publish(PublishBatchEntry item, BatchSlot slot, CancellationToken cancellationToken)
    {
        sink.Observer = slot;
        return item.PublishTo(sink, cancellationToken);
    }
}
