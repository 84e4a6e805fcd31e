namespace GoQueue.Messages.Execution;

/// <summary>Calls foreign code that may block, from a loop that must be able to stop.</summary>
internal static class ForeignCall
{
    /// <summary>
    /// Makes the call on the thread pool and stops waiting when the token is cancelled. An exception thrown after that
    /// is observed, so that it does not raise UnobservedTaskException.
    /// </summary>
    /// <param name="call">The foreign code.</param>
    /// <param name="stop">Ends the waiting, not the call.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken stop)
    {
        var running = Task.Run(call, CancellationToken.None);
        try
        {
            return await running.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            if (!running.IsCompleted)
            {
                _ = running.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }
}
