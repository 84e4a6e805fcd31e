using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics;

/// <summary>
/// Adds the publisher's name to each line: at the end of the text, and as <c>goqueue.publisher.name</c> among the
/// values. Thread-safe if the inner logger is.
/// </summary>
internal sealed class NamedLogger(ILogger inner, string name) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    // The state is not generic: with a type argument inside of a type argument, ahead-of-time compilation would expand
    // the method without end.
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (inner.IsEnabled(logLevel))
        {
            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            inner.Log(logLevel, eventId, new NamedLogState(formatter(state, exception), values, name), exception, static (named, _) => named.ToString());
        }
    }
}
