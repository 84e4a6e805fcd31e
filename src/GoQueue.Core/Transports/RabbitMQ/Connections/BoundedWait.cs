namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>
/// Waits for the client's tasks within a bound. A task that is left behind may still fail later, when its connection
/// ends: its exception is observed then, or the finalizer would report it to the application as unobserved.
/// </summary>
internal static class BoundedWait
{
    /// <exception cref="TimeoutException">The bound has passed, or the client's own.</exception>
    public static Task WithinAsync(this Task task, TimeSpan bound, TimeProvider time, CancellationToken cancellationToken = default)
    {
        Observe(task);
        return task.WaitAsync(bound, time, cancellationToken);
    }

    /// <inheritdoc cref="WithinAsync(Task, TimeSpan, TimeProvider, CancellationToken)"/>
    public static Task<T> WithinAsync<T>(this Task<T> task, TimeSpan bound, TimeProvider time, CancellationToken cancellationToken = default)
    {
        Observe(task);
        return task.WaitAsync(bound, time, cancellationToken);
    }

    private static void Observe(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            _ = task.ContinueWith(
                static ended => _ = ended.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
