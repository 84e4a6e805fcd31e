using System.Diagnostics;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Wire;

public sealed class MidFrameEndTests
{
    [Fact]
    public async Task An_orderly_end_in_the_middle_of_a_frame_is_noticed_at_once_and_the_message_resent()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish =>
        {
            if (publish.Connection.Number == 1)
            {
                publish.Connection.CutAfter(9, SocketEnd.Fin);
            }

            publish.Ack();
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        long started = Stopwatch.GetTimestamp();
        PublishReceipt receipt = await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        Assert.Equal((2, true), (receipt.Attempts, receipt.MayBeDuplicated));
        Assert.Equal([receipt.MessageId, receipt.MessageId], broker.Publishes.Select(static publish => publish.MessageId));
        // Three missed heartbeats of ten seconds would be the other way to notice.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(15), "the end of the connection was not noticed");
    }
}
