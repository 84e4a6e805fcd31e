using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Topology;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>Names of exchanges come from outside the program: how many are remembered has a bound.</summary>
[Covers<ExchangeCache>]
public sealed class ExchangeMemoryTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Exchange_names_are_remembered_up_to_a_bound_and_every_message_arrives()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        var directory = ((RabbitMQTransport)publisher.Transport).Exchanges;
        const int Names = ExchangeCache.Capacity * 2;

        for (var i = 0; i < Names; i++)
        {
            await PublishAsync(publisher, $"exchange-{i}");
            Assert.InRange(directory.Count, 1, ExchangeCache.Capacity);
        }

        // One that was dropped is asked for again, while others are added beside it.
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => PublishAsync(publisher, $"exchange-{i % 50}"))).WaitAsync(SoonEnough);
        await Task.WhenAll(Enumerable.Range(0, 3_000).Select(i => PublishAsync(publisher, $"more-{i}"))).WaitAsync(SoonEnough);
        await Eventually.HoldsAsync(() => directory.WaitingCount == 0, "no message to wait", SoonEnough);
        await PublishAsync(publisher, "last");

        Assert.InRange(directory.Count, 1, ExchangeCache.Capacity);
    }

    private static Task<PublishReceipt> PublishAsync(GoQueuePublisher publisher, string exchange) =>
        publisher.PublishAsync(GoQueueMessage.Create().Topic(exchange).Action("a").Data("1"u8).Build()).AsTask();
}
