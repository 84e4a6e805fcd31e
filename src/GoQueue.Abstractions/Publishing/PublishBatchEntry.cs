namespace GoQueue;

/// <summary>One message of a batch. Knows its own type, so that publishing it needs no reflection.</summary>
internal abstract class PublishBatchEntry
{
    public abstract ValueTask<PublishReceipt> PublishTo(IBatchSink sink, CancellationToken cancellationToken);
}
