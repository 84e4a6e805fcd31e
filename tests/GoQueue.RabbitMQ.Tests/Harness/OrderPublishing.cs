namespace GoQueue.RabbitMQ.Tests.Harness;

internal static class OrderPublishing
{
    public static ValueTask<PublishReceipt> PublishOrderPlacedAsync(
        this IGoQueuePublisher publisher, OrderPlaced message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        => publisher.PublishAsync(message, options, cancellationToken);
}
