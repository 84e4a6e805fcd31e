namespace GoQueue.Outbox.Tests.Relaying;

/// <summary>A clock that stands still until it is moved, for one loop with one timer. Reports when that loop waits.</summary>
internal sealed class ModelTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ModelTimer> _timers = [];
    private TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(Volatile.Read(ref _now));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var timer = new ModelTimer(this, callback, state);
            _timers.Add(timer);
            return timer;
        }
    }

    /// <summary>Completes when the loop waits the next time. Taken before the loop is woken.</summary>
    public Task WhenWaiting()
    {
        lock (_gate)
        {
            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    /// <summary>Moves to the next due timer and fires it. False if none is due.</summary>
    public bool TryFireNext(TimeSpan atMost)
    {
        ModelTimer? next;
        lock (_gate)
        {
            next = _timers.Where(static timer => timer.Due != long.MaxValue).MinBy(static timer => timer.Due);
            if (next is null || next.Due - _now > atMost.Ticks)
            {
                _now += atMost.Ticks;
                return false;
            }

            _now = Math.Max(_now, next.Due);
            next.Due = long.MaxValue;
        }

        next.Fire();
        return true;
    }

    private void Change(ModelTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            timer.Due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : _now + dueTime.Ticks;
        }

        _waiting.TrySetResult();
    }

    private sealed class ModelTimer(ModelTime time, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Change(this, dueTime);
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
