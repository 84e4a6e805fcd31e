using System.Diagnostics.Metrics;

namespace GoQueue.Diagnostics;

/// <summary>What is measured only when a reader asks. One time series per publisher, told apart by its id. Thread-safe.</summary>
internal sealed class PublisherGauges(TelemetrySource source, Func<int>? circuitState)
{
    private readonly KeyValuePair<string, object?>[] _tags = source.PublisherName is null
        ? [new(MessagingTags.ClientId, source.PublisherId)]
        : [new(MessagingTags.ClientId, source.PublisherId), new(MessagingTags.PublisherName, source.PublisherName)];
    private volatile bool _stopped;

    public void AddTo(Meter meter, Action<Exception> onListenerFailed)
    {
        Try(() => meter.CreateObservableUpDownCounter("goqueue.publish.in_flight", () => Read(static status => status.InFlight), "{message}", "Messages that the transport holds and the broker has not answered."));
        Try(() => meter.CreateObservableUpDownCounter("goqueue.channel.pool.open", () => Read(static status => status.Channels), "{channel}", "Open channels of the pool."));
        Try(() => meter.CreateObservableUpDownCounter("goqueue.connection.open", () => Read(static status => status.Connections), "{connection}", "Open connections."));
        if (circuitState is not null)
        {
            Try(() => meter.CreateObservableGauge("goqueue.circuit.state", ReadCircuit, description: "0 = closed, 1 = open, 2 = half-open."));
        }

        void Try(Func<Instrument> create)
        {
            try
            {
                create();
            }
            catch (Exception exception)
            {
                // InstrumentPublished of a listener.
                onListenerFailed(exception);
            }
        }
    }

    /// <summary>A container's meter outlives its publisher: from here on there is nothing to say.</summary>
    public void Stop() => _stopped = true;

    private IEnumerable<Measurement<long>> Read(Func<TransportStatus, long> value) => _stopped ? [] : [new Measurement<long>(value(source.GetStatus()), _tags)];

    private IEnumerable<Measurement<int>> ReadCircuit() => _stopped ? [] : [new Measurement<int>(circuitState!(), _tags)];
}
