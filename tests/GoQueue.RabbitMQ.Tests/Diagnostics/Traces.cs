using System.Collections.Concurrent;
using System.Diagnostics;

namespace GoQueue.RabbitMQ.Tests.Diagnostics;

/// <summary>The spans of some sources, of this flow's traces and of all others: listeners hear the whole process.</summary>
internal sealed class Traces : IDisposable
{
    private readonly ActivityListener _listener;

    public Traces(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = one => sources.Contains(one.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = span => Spans[span.SpanId.ToHexString()] = span,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentDictionary<string, Activity> Spans { get; } = new(StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();
}
