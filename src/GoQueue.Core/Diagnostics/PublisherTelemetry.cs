using System.Diagnostics;
using System.Diagnostics.Metrics;
using GoQueue.Diagnostics.Debugging;
using GoQueue.Messages;
using GoQueue.Messages.Execution;

namespace GoQueue.Diagnostics;

/// <summary>
/// Metrics, spans and log lines of one publisher. While nobody listens, a publish costs a few reads here and allocates nothing. Thread-safe.
/// </summary>
internal sealed class PublisherTelemetry : IDisposable
{
    private readonly TelemetrySource _source;
    private readonly TimeProvider _time;
    private readonly PublisherGauges _gauges;
    private readonly PublisherMetrics _metrics;
    private readonly PublisherLogger _logger;
    private readonly PublishDebugger? _debugger;
    private readonly ReportQueue _reports;
    private int _hasListenerFailed;

    public PublisherTelemetry(TelemetrySource source, TimeProvider time, IMeterFactory? meters, PublisherLogger logger, PublishDebugger? debugger, ReportQueue reports, Func<int>? circuitState)
    {
        _source = source;
        _time = time;
        _logger = logger;
        _debugger = debugger;
        _reports = reports;
        reports.Dropped = logger.ReportsDropped;
        _gauges = new PublisherGauges(source, circuitState);
        _metrics = new PublisherMetrics(meters, _gauges, OnListenerFailed);
    }

    /// <summary>Begins to observe one publish. Called first of all, so that every failure is seen.</summary>
    public PublishObservation Begin(IObservedEvent observed)
    {
        var traces = PublisherTracing.HasListeners;
        if (!traces && !IsListenedTo)
        {
            return default;
        }

        var tags = observed.Telemetry ??= TagsOf(observed);
        return new PublishObservation(this, tags, observed.Name, _time.GetTimestamp(), traces ? StartSpan(tags) : null);
    }

    /// <summary>The same for a message that has no plan because it is not valid.</summary>
    public PublishObservation Begin(string name, string? topic, string? action, bool hasBoundedNames)
    {
        var traces = PublisherTracing.HasListeners;
        if (!traces && !IsListenedTo)
        {
            return default;
        }

        var tags = TagsOf(topic ?? "", action ?? "", hasBoundedNames, isRendered: false);
        return new PublishObservation(this, tags, name, _time.GetTimestamp(), traces ? StartSpan(tags) : null);
    }

    /// <summary>Begins to observe the publish of a stored message. Its span links to the one in which it was stored.</summary>
    public PublishObservation Begin(EventTelemetry tags, string name, OutgoingMessage message)
    {
        var traces = PublisherTracing.HasListeners;
        if (!traces && !IsListenedTo)
        {
            return default;
        }

        var activity = traces ? StartSpan(tags) : null;
        if (activity is not null)
        {
            activity.SetTag(MessagingTags.MessageId, PrintableText.Name(message.MessageId));
            TraceContext.Link(activity, message.Headers);
        }

        return new PublishObservation(this, tags, name, _time.GetTimestamp(), activity);
    }

    /// <summary>What telemetry says of stored messages of one kind.</summary>
    public EventTelemetry TagsOfStored(string topic, string action, bool isBounded) => TagsOf(topic, action, isBounded, isRendered: false);

    /// <summary>The message has its id and is about to be written.</summary>
    public void Preparing(IObservedMessage message)
    {
        if (message.Observation.Activity is { } activity)
        {
            activity.SetTag(MessagingTags.MessageId, PrintableText.Name(message.MessageId));
            if (message.CorrelationId is { } correlation)
            {
                activity.SetTag(MessagingTags.ConversationId, PrintableText.Name(correlation));
            }
        }

        _logger.Started(message);
    }

    /// <summary>Writes the trace context.</summary>
    public void Inject(in PublishObservation observation, MessageHeaders headers)
    {
        try
        {
            TraceContext.Inject(observation.Activity, headers);
        }
        catch (Exception exception)
        {
            // The application's own propagator. The message travels without a trace context.
            OnListenerFailed(exception);
        }
    }

    /// <summary>The message is frozen. Gives what its operation shall observe.</summary>
    public PublishObservation Composed(IObservedMessage observed, OutgoingMessage message)
    {
        if (_debugger is not { IsEnabled: true })
        {
            return observed.Observation;
        }

        _debugger.Show(observed, message);
        return observed.Observation = observed.Observation with { Composed = _time.GetTimestamp() };
    }

    /// <summary>A message that was handed to the broker is settled; the publish may go on in a middleware.</summary>
    public void SendEnded(in PublishObservation observation, long started, Exception? failure)
    {
        if (!_metrics.AreMessagingEnabled)
        {
            return;
        }

        try
        {
            _metrics.SendEnded(observation.Tags, _time.GetElapsedTime(started), failure);
        }
        catch (Exception exception)
        {
            OnListenerFailed(exception);
        }
    }

    /// <summary>
    /// A message is handed to the broker again. The report is made later, because the calling thread may read a
    /// connection; it is made before the message's end at the latest.
    /// </summary>
    public ResendReport Resending(in PublishObservation observation, OutgoingMessage message, int attempts, bool isLogged)
    {
        var report = new ResendReport(this, observation, message, attempts, isLogged);
        _reports.Add(report);
        return report;
    }

    public void Report(ResendReport resend)
    {
        try
        {
            _metrics.Resent(resend.Tags);
        }
        catch (Exception exception)
        {
            OnListenerFailed(exception);
        }

        if (!resend.IsLogged)
        {
            _logger.Resending(resend);
        }
    }

    /// <summary>
    /// The publish has ended. Never throws. Calls span and metric listeners and loggers, so the calling thread holds no
    /// lock and does not read a connection.
    /// </summary>
    public void End(in PublishObservation observation, in PublishEnd ended)
    {
        // The id of a refused message may be what a middleware or caller made of it.
        var end = ended with { MessageId = PrintableText.Name(ended.MessageId) };
        var elapsed = _time.GetElapsedTime(observation.Started);
        if (!end.Skipped)
        {
            Count(observation, end, elapsed);
        }

        if (observation.Activity is { } activity)
        {
            StopSpan(activity, end);
        }

        _logger.Ended(observation.Name, observation.Tags, end, elapsed);
        if (_debugger is { IsEnabled: true })
        {
            TimeSpan? composing = observation.Composed == 0 ? null : _time.GetElapsedTime(observation.Started, observation.Composed);
            _debugger.ShowEnd(observation, end, composing, elapsed);
        }
    }

    /// <summary>Starts the span of a batch; null if it is not sampled.</summary>
    /// <param name="observed">Its event; null for a batch of several.</param>
    public Activity? StartBatch(IObservedEvent? observed) => StartSpan(observed is not null
        ? (observed.Telemetry ??= TagsOf(observed)).Send
        : new SpanForm(
            ActivityKind.Client,
            MessagingTags.Send,
            [.. EventTelemetry.TagsOf(MessagingTags.Send, MessagingTags.Send, _source.System, _source.ServerAddress, _source.ServerPort, _source.PublisherId, _source.PublisherName)]));

    /// <summary>Ends the span of a batch. Never throws.</summary>
    public void StopBatch(Activity span, int messages, TimeSpan duration, Exception? failure)
    {
        try
        {
            PublisherTracing.StopBatch(span, messages, duration, failure);
        }
        catch (Exception exception)
        {
            OnListenerFailed(exception);
        }
    }

    private Activity? StartSpan(EventTelemetry tags) => StartSpan(PublisherTracing.IsInBatch ? tags.Create : tags.Publish);

    private Activity? StartSpan(SpanForm form)
    {
        var caller = Activity.Current;
        try
        {
            return PublisherTracing.Start(form);
        }
        catch (Exception exception)
        {
            OnListenerFailed(exception);

            // A listener that threw in ActivityStarted has left the span current. The other listeners have seen its
            // start and get its end.
            var started = Activity.Current;
            if (ReferenceEquals(started, caller))
            {
                return null;
            }

            Activity.Current = caller;
            return started;
        }
    }

    private void StopSpan(Activity activity, in PublishEnd end)
    {
        try
        {
            PublisherTracing.Stop(activity, end);
        }
        catch (Exception exception)
        {
            OnListenerFailed(exception);
        }
    }

    private void Count(in PublishObservation observation, in PublishEnd end, TimeSpan elapsed)
    {
        try
        {
            _metrics.PublishEnded(observation.Tags, elapsed, end.Failure);
        }
        catch (Exception exception)
        {
            OnListenerFailed(exception);
        }
    }

    /// <summary>One line per publisher: a listener that throws mostly does so for every message.</summary>
    private void OnListenerFailed(Exception exception)
    {
        if (Interlocked.Exchange(ref _hasListenerFailed, 1) == 0)
        {
            _logger.ListenerFailed(exception);
        }
    }

    private bool IsListenedTo => _metrics.AreEnabled || _logger.IsEnabled || _debugger is { IsEnabled: true };

    private EventTelemetry TagsOf(IObservedEvent observed) => TagsOf(observed.Topic, observed.Action, observed.HasBoundedNames, observed.HasRenderedRoutingKey);

    private EventTelemetry TagsOf(string topic, string action, bool isBounded, bool isRendered) =>
        new(PrintableText.Name(topic)!, PrintableText.Name(action)!, isBounded, isRendered, _source.System, _source.ServerAddress, _source.ServerPort, _source.PublisherId, _source.PublisherName);

    public void Dispose()
    {
        _gauges.Stop();
        _logger.Dispose();
        try
        {
            _metrics.Dispose();
        }
        catch (Exception exception)
        {
            // MeasurementsCompleted of a listener.
            OnListenerFailed(exception);
        }
    }
}
