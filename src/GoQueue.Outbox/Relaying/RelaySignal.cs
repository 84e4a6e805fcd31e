namespace GoQueue.Outbox.Relaying;

/// <summary>Wakes one waiting loop: when something has happened, or when its time has come. Thread-safe for <see cref="Set"/>.</summary>
internal sealed class RelaySignal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private TaskCompletionSource? _waiter;
    private bool _isSet;

    public RelaySignal(TimeProvider time) =>
        _timer = time.CreateTimer(static state => ((RelaySignal)state!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Set()
    {
        if (Volatile.Read(ref _isSet))
        {
            return;
        }

        TaskCompletionSource? waiter;
        lock (_gate)
        {
            _isSet = true;
            waiter = _waiter;
            _waiter = null;
        }

        waiter?.TrySetResult();
    }

    /// <summary>Completes after the next <see cref="Set"/>, at once if it was set meanwhile, or when the time is over.</summary>
    public Task WaitAsync(TimeSpan atMost)
    {
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (_isSet)
            {
                _isSet = false;
                return Task.CompletedTask;
            }

            _waiter = waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _timer.Change(atMost, Timeout.InfiniteTimeSpan);
        return WaitAsync(waiter.Task);
    }

    public void Dispose() => _timer.Dispose();

    private async Task WaitAsync(Task waiter)
    {
        await waiter.ConfigureAwait(false);
        lock (_gate)
        {
            _isSet = false;
        }
    }
}
