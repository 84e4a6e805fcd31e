namespace GoQueue.Brokers;

/// <summary>A gate that lets all pass while it is open. Thread-safe.</summary>
internal sealed class AsyncGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _closed;

    public void Open()
    {
        lock (_lock)
        {
            _closed?.SetResult();
            _closed = null;
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        // Again after each opening: it may be closed by then.
        while (Volatile.Read(ref _closed) is { } closed)
        {
            await closed.Task.WaitAsync(cancellationToken);
        }
    }
}
