using System.Diagnostics;

namespace GoQueue.Diagnostics;

/// <summary>
/// What is noted of one publish from its call to its end, for metrics, span and logs. Kept by value in the context and the operation; the default
/// value observes nothing.
/// </summary>
internal readonly struct PublishObservation(PublisherTelemetry telemetry, EventTelemetry tags, string name, long started, Activity? activity)
{
    public PublisherTelemetry? Telemetry { get; } = telemetry;

    public EventTelemetry Tags { get; } = tags;

    /// <summary>The event's name.</summary>
    public string Name { get; } = name;

    public long Started { get; } = started;

    /// <summary>When the message was frozen; 0 = not, or nobody asked.</summary>
    public long Composed { get; init; }

    /// <summary>The span of this publish; null where nobody listens.</summary>
    public Activity? Activity { get; } = activity;

    public void End(in PublishEnd end) => Telemetry?.End(this, end);

    /// <summary>The publish failed before anything else could say so.</summary>
    public void Fail(Exception exception, string? givenId)
    {
        if (Telemetry is not null)
        {
            var id = exception switch
            {
                PublishException known => known.MessageId,
                PublishCanceledException canceled => canceled.MessageId,
                _ => givenId,
            };
            Telemetry.End(this, new PublishEnd(id, Attempts: 0, exception));
        }
    }
}
