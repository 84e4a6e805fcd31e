using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>What was waiting during an alarm of the broker's has its whole bound after the alarm.</summary>
public sealed class AlarmEndTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_full_socket_has_the_whole_stall_bound_after_an_alarm()
    {
        var time = new FakeTimeProvider();
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ReceiveBuffer = 65_536 });
        await using GoQueuePublisher publisher = Create(broker, time);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        ScriptedConnection connection = broker.Connections[0];
        connection.PauseReading();
        string text = new('x', 2_000_000);
        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(1, 5).Select(i => publisher.PublishOrderPlacedAsync(new(i, text)).AsTask())];
        connection.Block();
        await HasStateAsync(publisher, PublisherState.Blocked);
        time.Advance(TimeSpan.FromSeconds(11));

        connection.Send(AmqpFrames.Unblocked());
        await HasStateAsync(publisher, PublisherState.Connected);
        time.Advance(TimeSpan.FromSeconds(1));
        connection.ResumeReading();

        PublishReceipt[] receipts = await Task.WhenAll(publishes).WaitAsync(SoonEnough);
        Assert.All(receipts, static receipt => Assert.Equal(1, receipt.Attempts));
        Assert.Equal(6, broker.Publishes.Select(static publish => publish.MessageId).Distinct().Count());
        Assert.Equal((6, 1), (broker.Publishes.Count, broker.Connections.Count));
    }

    private static GoQueuePublisher Create(ScriptedBroker broker, TimeProvider time, Action<RabbitMQOptions>? configure = null) =>
        Publishers.Create(broker.Uri.ToString(), configure, static o => o.PublishTimeout = TimeSpan.FromHours(1), time);

    private static Task HasStateAsync(GoQueuePublisher publisher, PublisherState state) =>
        Eventually.HoldsAsync(() => publisher.State == state, $"the state {state}", SoonEnough);
}
