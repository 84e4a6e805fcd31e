using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>Everything that is said of publishes while it lasts: by both meters, the activity source and all loggers.</summary>
internal sealed class Observed : IDisposable
{
    private readonly MeterListener _meters = new();

    public Observed()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is GoQueueDiagnostics.MeterName or GoQueueDiagnostics.MessagingMeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
    }

    public ConcurrentQueue<string> Measurements { get; } = new();

    public SpanCollector Spans { get; } = new();

    public RecordingLoggers Loggers { get; } = new();

    /// <summary>All of it as one text.</summary>
    public string Everything => string.Join(
        '\n',
        [
            .. Measurements,
            .. Loggers.Lines,
            .. Spans.Spans.Select(span => $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.Select(one => string.Join(' ', one.Tags)))}"),
        ]);

    public IEnumerable<string> Of(string instrument) => Measurements.Where(one => one.StartsWith($"{instrument} ", StringComparison.Ordinal));

    public void Forget()
    {
        Measurements.Clear();
        Spans.Spans.Clear();
        Loggers.Lines.Clear();
    }

    public void Dispose()
    {
        _meters.Dispose();
        Spans.Dispose();
        Loggers.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Measurements.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
}
