using GoQueue.Messages.Execution;

namespace GoQueue.Transports.RabbitMQ.Waiting;

/// <summary>Looks at those who wait, again and again for as long as anybody does; an idle publisher has no timer running. Thread-safe.</summary>
internal sealed class WaitingWatch : IAsyncDisposable
{
    private readonly Lock _sync = new();
    private readonly TimeSpan _interval;
    private readonly Action _look;
    private readonly Func<bool> _anyoneWaits;
    private readonly ITimer _timer;
    private bool _runs;

    /// <param name="time">The clock.</param>
    /// <param name="interval">The time between two looks.</param>
    /// <param name="look">Looks at all who wait, and ends what is overdue.</param>
    /// <param name="anyoneWaits">Whether it must look again.</param>
    public WaitingWatch(TimeProvider time, TimeSpan interval, Action look, Func<bool> anyoneWaits)
    {
        _interval = interval;
        _look = look;
        _anyoneWaits = anyoneWaits;
        _timer = DefaultContext.CreateTimer(time, static state => ((WaitingWatch)state!).OnTick(), this);
    }

    /// <summary>Somebody has begun to wait.</summary>
    public void Start()
    {
        lock (_sync)
        {
            if (!_runs)
            {
                _runs = true;
                _timer.Change(_interval, _interval);
            }
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void OnTick()
    {
        _look();
        if (_anyoneWaits())
        {
            return;
        }

        lock (_sync)
        {
            _runs = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        // Somebody may have come between the question and the stop: he believed the timer to be running, and nothing else would end his wait.
        if (_anyoneWaits())
        {
            Start();
        }
    }
}
