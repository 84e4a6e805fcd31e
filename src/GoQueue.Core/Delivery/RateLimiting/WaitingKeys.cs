namespace GoQueue.Delivery.RateLimiting;

/// <summary>
/// The ordering keys of messages that wait for a permit, each with its last one. Limiters wake those who wait on any thread, so that the order of permits is
/// not the order of what follows. Thread-safe.
/// </summary>
internal sealed class WaitingKeys
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    // Read without the lock: whoever publishes a message after another one sees that one's key.
    private volatile int _count;

    public bool Contains(string key)
    {
        if (_count == 0)
        {
            return false;
        }

        lock (_sync)
        {
            return _last.ContainsKey(key);
        }
    }

    /// <summary>Runs the waiting of one message, which gets that of the one before it with its key.</summary>
    public async Task RunAsync(string key, Func<Task?, Task> wait)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (_sync)
        {
            before = _last.GetValueOrDefault(key);
            _last[key] = done.Task;
            _count = _last.Count;
        }

        await wait(before).ConfigureAwait(false);
        if (before is not null)
        {
            // Whoever gave up must not let those behind him pass those before him.
            await before.ConfigureAwait(false);
        }

        lock (_sync)
        {
            if (_last[key] == done.Task)
            {
                _last.Remove(key);
                _count = _last.Count;
            }
        }

        done.SetResult();
    }
}
