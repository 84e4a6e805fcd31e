using System.Collections.Concurrent;
using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Publishing.Composition;

namespace GoQueue.Publishing;

/// <summary>
/// Sends messages that were composed and stored before, with the publisher's transport, retries, circuit breaker and rate
/// limit. Deduplication is left out, because a message that is replayed must be sent; so are middleware and resilience
/// pipelines, which ran or belong to the caller. Thread-safe.
/// </summary>
#pragma warning disable CA1001 // The engine is a second view of the publisher's, which is disposed with the publisher.
internal sealed class StoredMessages
#pragma warning restore CA1001
{
    private const int MostNames = 1024;

    private readonly ConcurrentDictionary<(string Topic, string Action), EventTelemetry> _tags = new();
    private readonly IPublishTransport _transport;
    private readonly PublishOperationPool _operations;
    private readonly PublisherTelemetry _telemetry;
    private readonly IEventWitness? _witness;
    private readonly OperationEngine _engine;
    private readonly string? _publisherName;

    public StoredMessages(
        IPublishTransport transport,
        ResolvedPublisherOptions settings,
        OperationEngine engine,
        PublishOperationPool operations,
        PublisherTelemetry telemetry,
        IEventWitness? witness)
    {
        _transport = transport;
        _operations = operations;
        _telemetry = telemetry;
        _witness = witness;
        _publisherName = settings.Name;
        _engine = new OperationEngine(transport, settings.Time, settings.PublishTimeout, engine.Retry, engine.Breaker)
        {
            Ids = engine.Ids,
            RateLimit = engine.RateLimit,
        };
    }

    /// <summary>Raised when the transport's state may have changed.</summary>
    public event Action? StateChanged
    {
        add => _transport.StateChanged += value;
        remove => _transport.StateChanged -= value;
    }

    public TransportStatus Status => _transport.GetStatus();

    /// <summary>An operation whose message is to be filled; it goes to <see cref="Send"/>, or back with <see cref="PublishOperation.Abandon"/>.</summary>
    public PublishOperation Rent() => _operations.Rent();

    /// <summary>Sends the message of a rented operation.</summary>
    public ValueTask<PublishReceipt> Send(PublishOperation operation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var message = operation.Message;
        message.PublisherName = _publisherName;
        operation.IsStored = true;
        operation.Observation = _telemetry.Begin(TagsOf(message.Topic, message.Action), "stored message", message);
        _witness?.Sending(message);
        return operation.Start(_engine, timeout, cancellationToken);
    }

    private EventTelemetry TagsOf(string topic, string action)
    {
        if (_tags.TryGetValue((topic, action), out var known))
        {
            return known;
        }

        // Names of untyped messages come from outside of the program, and each would be a time series.
        var isBounded = _tags.Count < MostNames;
        var tags = _telemetry.TagsOfStored(topic, action, isBounded);
        return isBounded ? _tags.GetOrAdd((topic, action), tags) : tags;
    }
}
