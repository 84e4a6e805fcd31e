using System.Diagnostics.Metrics;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>Reads one gauge of one publisher, as an exporter would.</summary>
internal sealed class GaugeReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<int> _values = [];

    public GaugeReader(string name, string publisherId)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, _) =>
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Value is string id && id == publisherId)
                {
                    _values.Add(value);
                }
            }
        });
        _listener.Start();
    }

    public int Read()
    {
        _values.Clear();
        _listener.RecordObservableInstruments();
        return Assert.Single(_values);
    }

    public void Dispose() => _listener.Dispose();
}
