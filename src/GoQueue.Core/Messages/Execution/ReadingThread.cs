namespace GoQueue.Messages.Execution;

/// <summary>
/// Marks the threads that read connections. Continuations may run on them, because another thread stands in; span and
/// metric listeners and loggers may not.
/// </summary>
internal static class ReadingThread
{
    [ThreadStatic]
    private static bool t_isReading;

    /// <summary>Whether the calling thread reads a connection.</summary>
    public static bool IsCurrent => t_isReading;

    /// <summary>Marks the calling thread for the rest of its life.</summary>
    public static void Enter() => t_isReading = true;
}
