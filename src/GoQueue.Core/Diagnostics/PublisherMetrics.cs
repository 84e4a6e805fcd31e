using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GoQueue.Diagnostics;

/// <summary>The instruments of one publisher. Recording without a listener costs a read; no tag is ever boxed. Thread-safe.</summary>
internal sealed class PublisherMetrics : IDisposable
{
    // The conventions' advice for messaging.client.operation.duration; the Go guide's histogram takes the same.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private readonly Meter _meter;
    private readonly Meter _messagingMeter;
    private readonly bool _ownsMeters;
    private readonly Counter<long>? _published;
    private readonly Histogram<double>? _duration;
    private readonly Counter<long>? _resends;
    private readonly Counter<long>? _validationFailures;
    private readonly Counter<long>? _sent;
    private readonly Histogram<double>? _operationDuration;

    /// <param name="factory">The container's; null without one, and the publisher owns its meters.</param>
    /// <param name="gauges">What is read when a reader asks.</param>
    /// <param name="onListenerFailed">
    /// Hears what a listener's <c>InstrumentPublished</c> throws: creating an instrument calls it. The instrument is
    /// then missing.
    /// </param>
    public PublisherMetrics(IMeterFactory? factory, PublisherGauges gauges, Action<Exception> onListenerFailed)
    {
        _ownsMeters = factory is null;
        _meter = Create(factory, GoQueueDiagnostics.MeterName);
        _messagingMeter = Create(factory, GoQueueDiagnostics.MessagingMeterName);
        _published = Try(() => _meter.CreateCounter<long>("goqueue.messages.published", "{message}", "Publishes that have ended, by status."));
        _duration = Try(() => _meter.CreateHistogram("goqueue.publish.duration", "s", "Time from the publish call to its end.", tags: null, s_seconds));
        _resends = Try(() => _meter.CreateCounter<long>("goqueue.publish.resends", "{message}", "Attempts after the first."));
        _validationFailures = Try(() => _meter.CreateCounter<long>("goqueue.validation.failures", "{failure}", "Broken rules of events that were not sent."));
        _sent = Try(() => _messagingMeter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages that were handed to the broker."));
        _operationDuration = Try(() => _messagingMeter.CreateHistogram("messaging.client.operation.duration", "s", "Time from the first attempt to the broker's answer.", tags: null, s_seconds));
        gauges.AddTo(_meter, onListenerFailed);

        T? Try<T>(Func<T> create)
            where T : Instrument
        {
            try
            {
                return create();
            }
            catch (Exception exception)
            {
                onListenerFailed(exception);
                return null;
            }
        }
    }

    public bool AreEnabled => IsOn(_published) || IsOn(_duration) || IsOn(_resends) || IsOn(_validationFailures) || AreMessagingEnabled;

    public bool AreMessagingEnabled => IsOn(_sent) || IsOn(_operationDuration);

    /// <summary>One publish has ended.</summary>
    public void PublishEnded(EventTelemetry tags, TimeSpan elapsed, Exception? failure)
    {
        if (!AreEnabled)
        {
            return;
        }

        var list = Tags(tags);
        _duration?.Record(elapsed.TotalSeconds, list);
        if (failure is EventValidationException { Failures: var failures } && _validationFailures is { Enabled: true })
        {
            foreach (var broken in failures)
            {
                var rule = list;
                rule.Add(MessagingTags.Rule, broken.Rule);
                _validationFailures.Add(1, rule);
            }
        }

        list.Add(MessagingTags.Status, failure is null ? MessagingTags.Success : MessagingTags.Error);
        _published?.Add(1, list);
    }

    /// <summary>One message that was handed to the broker at least once is settled.</summary>
    public void SendEnded(EventTelemetry tags, TimeSpan elapsed, Exception? failure)
    {
        var list = new TagList
        {
            { MessagingTags.OperationName, MessagingTags.Publish },
            { MessagingTags.System, tags.System },
            { MessagingTags.OperationType, MessagingTags.Send },
            { MessagingTags.DestinationName, tags.SeriesDestination },
        };
        if (tags.ServerAddress is not null)
        {
            list.Add(MessagingTags.ServerAddress, tags.ServerAddress);
            list.Add(MessagingTags.ServerPort, tags.ServerPort);
        }

        if (tags.PublisherName is not null)
        {
            list.Add(MessagingTags.PublisherName, tags.PublisherName);
        }

        if (failure is not null)
        {
            list.Add(MessagingTags.ErrorType, ErrorTypes.Of(failure));
        }

        _sent?.Add(1, list);
        _operationDuration?.Record(elapsed.TotalSeconds, list);
    }

    public void Resent(EventTelemetry tags)
    {
        if (_resends is { Enabled: true })
        {
            _resends.Add(1, Tags(tags));
        }
    }

    public void Dispose()
    {
        // A factory's meters are shared by all publishers of the container, and are its own to dispose.
        if (_ownsMeters)
        {
            _meter.Dispose();
            _messagingMeter.Dispose();
        }
    }

    private static bool IsOn(Instrument? instrument) => instrument is { Enabled: true };

    private static TagList Tags(EventTelemetry tags)
    {
        var list = new TagList { { MessagingTags.Topic, tags.SeriesTopic }, { MessagingTags.Action, tags.SeriesAction } };
        if (tags.PublisherName is not null)
        {
            list.Add(MessagingTags.PublisherName, tags.PublisherName);
        }

        return list;
    }

    private static Meter Create(IMeterFactory? factory, string name)
    {
        var options = new MeterOptions(name) { Version = TelemetryVersion.Text };
        return factory is null ? new Meter(options) : factory.Create(options);
    }
}
