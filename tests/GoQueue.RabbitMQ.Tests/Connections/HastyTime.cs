namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>The system's clock, but the first wait of ten minutes or more is over at once, and its length is noted.</summary>
internal sealed class HastyTime : TimeProvider
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(10);
    private long _skipped;

    /// <summary>The length of the wait that was cut short; zero before.</summary>
    public TimeSpan Skipped => TimeSpan.FromTicks(Volatile.Read(ref _skipped));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(
            callback, state, dueTime >= s_long && Interlocked.CompareExchange(ref _skipped, dueTime.Ticks, 0) == 0 ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
