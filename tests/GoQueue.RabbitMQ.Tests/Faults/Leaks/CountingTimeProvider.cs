namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>The system's clock, and how many of its timers are not disposed. A wait with a bound, a delay and a deadline of this library are each one of them.</summary>
internal sealed class CountingTimeProvider : TimeProvider
{
    private int _active;

    public int Active => Volatile.Read(ref _active);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _active);
        return new CountedTimer(this, base.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class CountedTimer(CountingTimeProvider owner, ITimer timer) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            Leave();
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Leave();
            return timer.DisposeAsync();
        }

        private void Leave()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._active);
            }
        }
    }
}
