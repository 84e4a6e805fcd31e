using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>The wall clock of a machine may jump. Bounds go by the clock that does not.</summary>
public sealed class WallClockTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task A_jump_of_the_wall_clock_ends_no_publish_and_shows_in_the_timestamps_only(int days)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static _ => { });
        var time = new JumpingTime();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.AdmissionTimeout = SoonEnough, time: time);
        Task<PublishReceipt> before = publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask();
        await broker.WaitForPublishesAsync(1);

        time.Jump(TimeSpan.FromDays(days));
        Task<PublishReceipt> after = publisher.PublishOrderPlacedAsync(new(2, "ann")).AsTask();
        await broker.WaitForPublishesAsync(2);
        // The deadlines are looked at, again and again.
        int ticks = time.Ticks;
        await Eventually.HoldsAsync(() => time.Ticks > ticks + 5, "five ticks of the channel's timer");
        Assert.False(before.IsCompleted || after.IsCompleted);
        foreach (ReceivedPublish publish in broker.Publishes)
        {
            publish.Ack();
        }

        PublishReceipt first = await before.WaitAsync(SoonEnough);
        PublishReceipt second = await after.WaitAsync(SoonEnough);
        Assert.Equal((1, 1), (first.Attempts, second.Attempts));
        Assert.Equal(days, (int)Math.Round((second.Timestamp - first.Timestamp).TotalDays));
    }

    private sealed class JumpingTime : TimeProvider
    {
        private long _offset;
        private int _ticks;

        public int Ticks => Volatile.Read(ref _ticks);

        public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(
            inner =>
            {
                Interlocked.Increment(ref _ticks);
                callback(inner);
            },
            state,
            dueTime,
            period);
    }
}
