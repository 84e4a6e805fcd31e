using GoQueue.Brokers.Scripted;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>A message that makes the broker close the connection: it fails, and takes nobody with it.</summary>
public sealed class QuarantineTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(505)]
    public async Task One_poison_message_fails_and_its_neighbours_are_confirmed(int code)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            if (publish.MessageId == "poison")
            {
                publish.Connection.Close(code, "FRAME_ERROR - cannot read this");
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        Task<PublishReceipt> poison = PublishAsync(publisher, "poison");
        Task<PublishReceipt>[] others = [.. Enumerable.Range(0, 100).Select(i => PublishAsync(publisher, $"m-{i}"))];
        await Task.WhenAll(others).WaitAsync(SoonEnough);
        var exception = await Assert.ThrowsAnyAsync<PublishException>(() => poison.WaitAsync(SoonEnough));

        Assert.Equal("poison", exception.MessageId);
        Assert.Contains($"({code})", exception.ToString(), StringComparison.Ordinal);
        // Once with the others, once alone.
        Assert.Equal(2, broker.Publishes.Count(static publish => publish.MessageId == "poison"));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Contains(broker.Publishes, publish => publish.MessageId == $"m-{i}"));
        await Eventually.HoldsAsync(() => broker.OpenConnections.Count == 1, "the quarantine's connection to be closed");
        await PublishAsync(publisher, "later").WaitAsync(SoonEnough);
    }

    private static Task<PublishReceipt> PublishAsync(GoQueuePublisher publisher, string id) =>
        publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = id }).AsTask();
}
