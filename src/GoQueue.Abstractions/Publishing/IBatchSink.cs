namespace GoQueue;

/// <summary>Where the messages of a batch go, one by one.</summary>
internal interface IBatchSink
{
    ValueTask<PublishReceipt> Publish<T>(T message, PublishOptions? options, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>;

    ValueTask<PublishReceipt> Publish(GoQueueMessage message, PublishOptions? options, CancellationToken cancellationToken);

    ValueTask<PublishReceipt> Publish(IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken);
}
