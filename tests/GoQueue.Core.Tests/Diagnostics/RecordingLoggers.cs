using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>Loggers that keep their lines: <c>Debug 1001 GoQueue.Publisher: Published …</c>.</summary>
internal sealed class RecordingLoggers(LogLevel minimum = LogLevel.Trace) : ILoggerFactory
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IEnumerable<string> Of(string category) => Lines.Where(line => line.Contains($" {category}: ", StringComparison.Ordinal));

    private sealed class Recorder(RecordingLoggers owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= owner.Minimum;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Lines.Enqueue($"{logLevel} {eventId.Id} {category}: {formatter(state, exception)}{(exception is null ? "" : $" {exception}")}");
    }

    private LogLevel Minimum { get; } = minimum;
}
