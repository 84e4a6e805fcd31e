namespace GoQueue.Publishing.Batching;

/// <summary>Starts events of one type.</summary>
/// <typeparam name="T">The event.</typeparam>
internal readonly struct TypedStart<T>(IBatchTarget target, PublishOptions? options) : IBatchStart<T>
    where T : IGoQueueEvent<T>
{
    public ValueTask<PublishReceipt> Publish(T item, BatchSlot slot, CancellationToken cancellationToken) =>
        target.Publish(item, options, slot, cancellationToken);
}
