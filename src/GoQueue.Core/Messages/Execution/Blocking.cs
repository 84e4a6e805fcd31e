namespace GoQueue.Messages.Execution;

/// <summary>Lets synchronous code wait for asynchronous closing. Stateless.</summary>
internal static class Blocking
{
    /// <summary>
    /// Runs the work on the thread pool and blocks until it has ended. Not on the caller's thread: its synchronization
    /// context would be captured by foreign code that closing runs, and is blocked meanwhile.
    /// </summary>
    public static void Wait(Func<ValueTask> work) => Task.Run(() => work().AsTask()).GetAwaiter().GetResult();
}
