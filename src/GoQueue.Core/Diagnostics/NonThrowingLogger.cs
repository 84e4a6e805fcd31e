using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics;

/// <summary>
/// A logger that keeps its exceptions to itself. Who logs here may be reporting the messages of a whole connection, and a full disk must not leave them without an end. As thread-safe as the
/// other one.
/// </summary>
internal sealed class NonThrowingLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is nobody to tell: this was the way to.
        }
    }
}
