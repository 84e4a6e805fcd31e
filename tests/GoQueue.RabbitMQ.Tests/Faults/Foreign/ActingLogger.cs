using Microsoft.Extensions.Logging;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>A log sink that does the deed at some lines.</summary>
internal sealed class ActingLogger(Stage stage, Predicate<int> acts) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (acts(eventId.Id))
        {
            stage.Act();
        }
    }

    public void Dispose()
    {
    }
}
