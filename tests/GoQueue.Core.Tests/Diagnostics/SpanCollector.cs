using System.Collections.Concurrent;
using System.Diagnostics;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>A real listener for one activity source.</summary>
internal sealed class SpanCollector : IDisposable
{
    private readonly ActivityListener _listener;

    public SpanCollector(string source = GoQueueDiagnostics.ActivitySourceName)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = one => one.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                SamplerTags = options.Tags?.ToDictionary(tag => tag.Key, tag => tag.Value);
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentQueue<Activity> Spans { get; } = new();

    /// <summary>What the last span's sampler saw.</summary>
    public Dictionary<string, object?>? SamplerTags { get; private set; }

    public void Dispose() => _listener.Dispose();
}
