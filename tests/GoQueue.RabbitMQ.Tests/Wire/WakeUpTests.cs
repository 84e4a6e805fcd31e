using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>Messages that wait while there is no connection: none may be overlooked when there is one, whatever else happens at that moment.</summary>
public sealed class WakeUpTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20);

    // Many at the same time: the moments of connecting, opening a channel and looking at who waits meet in many ways.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_waits_for_a_connection_is_sent_as_soon_as_a_channel_opens(bool isOrdered) =>
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => ReconnectWithWaitingMessagesAsync(isOrdered))));

    private static async Task ReconnectWithWaitingMessagesAsync(bool isOrdered)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            broker.OnPublish(static again => again.Ack());
            broker.StopListening();
            publish.Connection.Close(320, "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'");
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static options => options.ChannelPoolSize = 1);
        string? key = isOrdered ? "ann" : null;
        Task<PublishReceipt> first = PublishAsync(publisher, 0, key);
        await broker.WaitForPublishesAsync(1);
        Task<PublishReceipt> meanwhile = PublishAsync(publisher, 1, key);
        broker.Listen();

        Assert.True((await first.WaitAsync(SoonEnough)).MayBeDuplicated);
        await meanwhile.WaitAsync(SoonEnough);
    }

    private static Task<PublishReceipt> PublishAsync(GoQueuePublisher publisher, int number, string? key) =>
        publisher.PublishOrderPlacedAsync(new(number, "ann"), new PublishOptions { MessageId = $"m-{number}", OrderingKey = key }).AsTask();
}
