using GoQueue.Brokers.Scripted;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>A broker that allows fewer channels than the pool wants: a smaller pool, and nothing else.</summary>
public sealed class ChannelLimitTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Messages_with_ordering_keys_do_not_wait_for_channels_that_are_denied_and_stay_in_order(int allowed)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions { ChannelMax = allowed });
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        // Twenty keys: some of them belong to every one of the five places of the pool.
        Task<PublishReceipt>[] publishes =
        [
            .. Enumerable.Range(0, 400).Select(i => publisher.PublishOrderPlacedAsync(
                new(i, "ann"), new PublishOptions { MessageId = $"{i:000}", OrderingKey = $"key-{i % 20}" }).AsTask()),
        ];
        await Task.WhenAll(publishes).WaitAsync(SoonEnough);

        string[] ids = [.. broker.Publishes.Select(static publish => publish.MessageId!)];
        Assert.Equal(400, ids.Length);
        foreach (IGrouping<int, string> key in ids.GroupBy(static id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) % 20))
        {
            Assert.Equal(key.Order(StringComparer.Ordinal), key);
        }

        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task Messages_without_keys_use_the_channels_that_there_are()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions { ChannelMax = 2 });
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())).WaitAsync(SoonEnough);

        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().Channels == 2, "the second channel to open");
        Assert.Single(broker.Connections);
    }
}
