using GoQueue.Messages.Execution;
using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics;

/// <summary>
/// Hands each line to a <see cref="ReportQueue"/>. For code that runs on the thread that reads a connection, or holds a
/// lock: there a slow log sink would delay the messages of all callers. Thread-safe.
/// </summary>
internal sealed class DeferredLogger(ILogger inner, ReportQueue reports) : ILogger
{
    // Scopes belong to the calling thread, and the line is written on another.
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <summary>Always, because the answer is the inner logger's code, too.</summary>
    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => reports.Add(new Line<TState>(inner, logLevel, eventId, state, exception, formatter));

    private sealed class Line<TState>(
        ILogger inner, LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            if (inner.IsEnabled(level))
            {
                inner.Log(level, id, state, exception, formatter);
            }
        }
    }
}
