using System.Collections;
using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics;

/// <summary>
/// Adds the publisher's name to each line: at the end of the text, and as <c>goqueue.publisher.name</c> among the values. Thread-safe if the inner logger is.
/// </summary>
internal sealed class NamedLogger(ILogger inner, string name) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        inner.Log(logLevel, eventId, new NamedState<TState>(state, name, formatter), exception, static (named, cause) => named.Format(cause));

    private readonly struct NamedState<TState>(TState state, string name, Func<TState, Exception?, string> formatter) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        private IReadOnlyList<KeyValuePair<string, object?>> Values => state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];

        public int Count => Values.Count + 1;

        public KeyValuePair<string, object?> this[int index] => index == Values.Count ? new(MessagingTags.PublisherName, name) : Values[index];

        public string Format(Exception? exception) => $"{formatter(state, exception)} (publisher '{name}')";

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            for (var index = 0; index < Count; index++)
            {
                yield return this[index];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => Format(null);
    }
}
