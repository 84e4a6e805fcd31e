namespace GoQueue.Publishing.Batching;

/// <summary>Starts the publish of one item of a batch.</summary>
/// <typeparam name="TItem">The item.</typeparam>
internal interface IBatchStart<in TItem>
{
    ValueTask<PublishReceipt> Publish(TItem item, BatchSlot slot, CancellationToken cancellationToken);
}
