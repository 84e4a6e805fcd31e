namespace GoQueue.Messages.Execution;

/// <summary>
/// The execution context of a thread that has never run foreign code. Loops and timers that outlive a publish call
/// start in it: one that captured the caller's context would keep the caller's AsyncLocal values alive for its own
/// lifetime, and its log lines would carry the caller's scopes and activity. Thread-safe.
/// </summary>
internal static class DefaultContext
{
    private static readonly ExecutionContext s_default = Capture();

    /// <summary>
    /// Puts the calling thread into the default context until the scope is disposed, on the same thread. Allocates
    /// nothing.
    /// </summary>
    public static Scope Enter()
    {
        // Null if the caller has suppressed the flow: then nothing is captured anyway.
        var caller = ExecutionContext.Capture();
        if (caller is not null)
        {
            Restore();
        }

        return new Scope(caller);
    }

    /// <summary>Removes AsyncLocal values that foreign code has left on the calling thread.</summary>
    public static void Restore() => ExecutionContext.Restore(s_default);

    /// <summary>Runs a loop on the thread pool.</summary>
    public static Task Start(Func<Task> loop)
    {
        using (Enter())
        {
            return Task.Run(loop);
        }
    }

    /// <summary>Creates a timer that is not running and whose callback runs in the default context.</summary>
    public static ITimer CreateTimer(TimeProvider time, TimerCallback callback, object state)
        => CreateTimer(time, callback, state, Timeout.InfiniteTimeSpan);

    /// <inheritdoc cref="CreateTimer(TimeProvider, TimerCallback, object)"/>
    /// <param name="time">The clock.</param>
    /// <param name="callback">Called once.</param>
    /// <param name="state">Its argument.</param>
    /// <param name="dueTime">The time until the call; infinite = the timer does not run yet.</param>
    public static ITimer CreateTimer(TimeProvider time, TimerCallback callback, object state, TimeSpan dueTime)
    {
        using (Enter())
        {
            return time.CreateTimer(callback, state, dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    // The framework has no property for it: a new thread that was started without its creator's context is in it.
    private static ExecutionContext Capture()
    {
        ExecutionContext? context = null;
        var thread = new Thread(() => context = ExecutionContext.Capture()) { IsBackground = true };
        thread.UnsafeStart();
        thread.Join();
        return context!;
    }

    /// <summary>Gives the thread its own context back.</summary>
    public readonly ref struct Scope(ExecutionContext? caller)
    {
        public void Dispose()
        {
            if (caller is not null)
            {
                ExecutionContext.Restore(caller);
            }
        }
    }
}
