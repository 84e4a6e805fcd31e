using GoQueue.Delivery.Operations;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>
/// A message that waits in line ends, and at that moment the next one with its id comes into the same lines: with an ordering key, one at a time, in an outage.
/// </summary>
[Covers<PublishOperation>]
public sealed class RepeatedIdTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("k")]
    [InlineData("another")]
    public async Task The_next_message_with_the_id_of_one_that_ends_in_line_takes_its_own_place(string key)
    {
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ("amqp://guest:guest@127.0.0.1:1/", static o => o.ChannelPoolSize = 1)
            .UseRetry()
            .UseDeduplication());
        ((RabbitMQTransport)publisher.Transport).Exchanges.MarkKnown("orders");

        Task[] publishes =
        [
            Publish(publisher, "first", "k", TimeSpan.FromSeconds(2)),
            Publish(publisher, "same", "k", TimeSpan.FromMilliseconds(300)),
            Publish(publisher, "same", key, TimeSpan.FromSeconds(2)),
        ];

        foreach (Task publish in publishes)
        {
            await Assert.ThrowsAsync<BrokerUnavailableException>(() => publish.WaitAsync(SoonEnough));
        }

        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().InFlight == 0, "nothing to be in line");
    }

    private static Task<PublishReceipt> Publish(GoQueuePublisher publisher, string id, string key, TimeSpan timeout) =>
        publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = id, OrderingKey = key, Timeout = timeout }).AsTask();
}
