using System.Diagnostics;
using System.Diagnostics.Metrics;
using GoQueue.Pipeline;
using GoQueue.Transports;
using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics;

/// <summary>
/// Metrics, spans and log lines of one publisher. While nobody listens, a publish costs a few reads here and allocates nothing. Thread-safe.
/// </summary>
internal sealed class PublisherTelemetry : IDisposable
{
    private readonly IPublishTransport _transport;
    private readonly TimeProvider _time;
    private readonly PublisherGauges _gauges;
    private readonly PublisherMetrics _metrics;
    private readonly PublisherLogger _logger;
    private readonly PublishDebugger? _debugger;
    private readonly object? _serverPort;
    private readonly string _publisherId;

    public PublisherTelemetry(IPublishTransport transport, PublisherSettings settings, IMeterFactory? meters, PublisherLogger logger, PublishDebugger? debugger, Func<int>? circuitState)
    {
        _transport = transport;
        _time = settings.Time;
        _logger = logger;
        _debugger = debugger;
        _serverPort = transport.ServerPort;
        _publisherId = settings.PublisherId;
        _gauges = new PublisherGauges(transport, settings.PublisherId, circuitState);
        _metrics = new PublisherMetrics(meters, _gauges);
    }

    /// <summary>Begins to observe one publish. Called first of all, so that every failure is seen.</summary>
    public PublishObservation Begin(EventPlan plan)
    {
        var traces = PublisherTracing.HasListeners;
        var clientTraces = _transport.TracesPublishes;
        if (!traces && !clientTraces && !IsListenedTo)
        {
            return default;
        }

        var tags = plan.Telemetry ??= TagsOf(plan.Topic, plan.Action, plan.HasBoundedNames, plan.HasRenderedRoutingKey);
        return new PublishObservation(
            this,
            tags,
            plan.Name,
            _time.GetTimestamp(),
            traces ? PublisherTracing.Start(tags, clientTraces) : null,
            clientTraces ? Activity.Current : null);
    }

    /// <summary>The same for a message that has no plan because it is not valid.</summary>
    public PublishObservation Begin(string name, string? topic, string? action, bool hasBoundedNames)
    {
        var traces = PublisherTracing.HasListeners;
        if (!traces && !IsListenedTo)
        {
            return default;
        }

        var tags = TagsOf(PrintableText.Name(topic) ?? "", PrintableText.Name(action) ?? "", hasBoundedNames, isRendered: false);
        return new PublishObservation(
            this, tags, name, _time.GetTimestamp(), traces ? PublisherTracing.Start(tags, _transport.TracesPublishes) : null, caller: null);
    }

    /// <summary>The message has its id and is about to be written.</summary>
    public void Preparing(PublishContext context)
    {
        if (context.Observation.Telemetry is null)
        {
            return;
        }

        if (context.Observation.Activity is { } activity)
        {
            activity.SetTag(MessagingTags.MessageId, context.MessageId);
            if (context.CorrelationId is { } correlation)
            {
                activity.SetTag(MessagingTags.ConversationId, PrintableText.Name(correlation));
            }
        }

        _logger.Started(context);
    }

    /// <summary>Writes the trace context, unless the transport's client does it.</summary>
    public void Inject(PublishContext context, MessageHeaders headers) =>
        TraceContext.Inject(context.Observation.Activity, headers, _transport.TracesPublishes);

    /// <summary>The message is frozen. Gives what its operation shall observe.</summary>
    public PublishObservation Composed(PublishContext context, OutgoingMessage message)
    {
        if (context.Observation.Telemetry is null || _debugger is not { IsEnabled: true })
        {
            return context.Observation;
        }

        _debugger.Show(context, message);
        return context.Observation = context.Observation with { Composed = _time.GetTimestamp() };
    }

    /// <summary>A message that was handed to the broker is settled; the publish may go on in a middleware.</summary>
    public void SendEnded(in PublishObservation observation, long started, Exception? failure)
    {
        if (_metrics.AreMessagingEnabled)
        {
            _metrics.SendEnded(observation.Tags, _time.GetElapsedTime(started), failure);
        }
    }

    /// <summary>A message is handed to the broker again.</summary>
    public void Resending(in PublishObservation observation, OutgoingMessage message, int attempts, bool isLogged)
    {
        try
        {
            _metrics.Resent(observation.Tags);
            if (!isLogged)
            {
                _logger.Resending(observation.Name, message, attempts);
            }
        }
        catch (Exception)
        {
            // Somebody's listener. The message goes on its way.
        }
    }

    /// <summary>The publish has ended, whatever way.</summary>
    public void End(in PublishObservation observation, in PublishEnd ended)
    {
        // The id of a refused message may be what a middleware or caller made of it.
        var end = ended with { MessageId = PrintableText.Name(ended.MessageId) };
        var elapsed = _time.GetElapsedTime(observation.Started);
        if (!end.Skipped)
        {
            _metrics.PublishEnded(observation.Tags, elapsed, end.Failure);
        }

        if (observation.Activity is { } activity)
        {
            PublisherTracing.Stop(activity, end);
        }

        _logger.Ended(observation.Name, observation.Tags, end, elapsed);
        if (_debugger is { IsEnabled: true })
        {
            TimeSpan? composing = observation.Composed == 0 ? null : _time.GetElapsedTime(observation.Started, observation.Composed);
            _debugger.ShowEnd(observation, end, composing, elapsed);
        }
    }

    private bool IsListenedTo => _metrics.AreEnabled || _logger.IsEnabled || _debugger is { IsEnabled: true };

    private EventTelemetry TagsOf(string topic, string action, bool isBounded, bool isRendered) =>
        new(topic, action, isBounded, isRendered, _transport.System, _transport.ServerAddress, _serverPort, _publisherId);

    public void Dispose()
    {
        _gauges.Stop();
        _metrics.Dispose();
    }
}
