using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>Keeps the log lines of a publisher from a level on: <c>Warning 2100 The broker …</c>.</summary>
internal sealed class Logs(LogLevel from = LogLevel.Information) : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>The lines of these event ids.</summary>
    public IReadOnlyList<string> Of(params int[] ids) => [.. _lines.Where(line => ids.Any(id => line.Contains($" {id} ", StringComparison.Ordinal)))];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)}");
        }
    }

    public void Dispose()
    {
    }
}
