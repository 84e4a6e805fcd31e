namespace GoQueue.RabbitMQ.Tests.Waiting;

/// <summary>The system's clock, which knows how many of its timers run.</summary>
internal sealed class CountingTime : TimeProvider
{
    private int _running;
    private int _started;

    public int Running => Volatile.Read(ref _running);

    /// <summary>How often a timer was started.</summary>
    public int Started => Volatile.Read(ref _started);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class CountedTimer : ITimer
    {
        private readonly CountingTime _owner;
        private readonly ITimer _timer;
        private bool _isPeriodic;
        private int _runs;

        public CountedTimer(CountingTime owner, TimerCallback callback, object? state)
        {
            _owner = owner;
            _timer = System.CreateTimer(
                _ =>
                {
                    if (!_isPeriodic)
                    {
                        Note(runs: false);
                    }

                    callback(state);
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _isPeriodic = period != Timeout.InfiniteTimeSpan;
            Note(runs: dueTime != Timeout.InfiniteTimeSpan);
            return _timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            Note(runs: false);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Note(runs: false);
            return _timer.DisposeAsync();
        }

        private void Note(bool runs)
        {
            int now = runs ? 1 : 0;
            int difference = now - Interlocked.Exchange(ref _runs, now);
            Interlocked.Add(ref _owner._running, difference);
            Interlocked.Add(ref _owner._started, now);
        }
    }
}
