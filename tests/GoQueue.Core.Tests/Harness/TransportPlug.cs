using GoQueue.Delivery;

namespace GoQueue.Core.Tests.Harness;

internal static class TransportPlug
{
    /// <summary>Publishes over a transport of the test's.</summary>
    public static GoQueuePublisherBuilder UseTransport(this GoQueuePublisherBuilder builder, IPublishTransport transport)
    {
        ((IGoQueueBuilder)builder).Setup.Transport = (_, _) => transport;
        return builder;
    }

    public static GoQueuePublisher Publisher(this IPublishTransport transport, Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseTransport(transport).Configure(options => options.PublisherId = "order-service");
        configure?.Invoke(goqueue);
    });
}
