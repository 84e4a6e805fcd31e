using System.Collections.Concurrent;
using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages;
using GoQueue.Messages.Execution;
using GoQueue.Publishing.Background;
using GoQueue.Publishing.Composition;
using GoQueue.Publishing.Middleware;
using GoQueue.Transports.Layers;

namespace GoQueue;

/// <summary>
/// Publishes events. Safe to use from any number of threads; make one per application and broker, and close it at the end.
/// </summary>
public sealed partial class GoQueuePublisher : IGoQueuePublisher, IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<EventDescriptor, EventPlan> _plans = new(ReferenceEqualityComparer.Instance);
    private readonly PublishOperationPool _operations;
    private readonly ResolvedPublisherOptions _settings;
    private readonly MessageComposer _composer;
    private readonly IPublishTransport _transport;
    private readonly BufferingTransport? _buffer;
    private readonly IEventWitness? _witness;
    private readonly OperationEngine _engine;
    private readonly PublisherTelemetry _telemetry;
    private readonly IReadOnlyList<MiddlewareLayer> _layers;
    private readonly PublishDelegate _send;
    private volatile bool _stopped;

    /// <summary>For tests of what publishes leave behind.</summary>
    internal PublishOperationPool Operations => _operations;

    /// <summary>For tests of what publishes leave behind.</summary>
    internal MessageIdsInUse IdsInUse => _engine.Ids;

    /// <summary>For tests of the transport.</summary>
    internal IPublishTransport Transport => (_transport as PriorityTransport)?.Ordinary ?? _transport;

    /// <summary>The id under which this publisher publishes (app-id).</summary>
    public string PublisherId => _settings.PublisherId;

    /// <summary>Whether it takes no more messages.</summary>
    internal bool IsStopped => _stopped;

    /// <inheritdoc/>
    public ValueTask<PublishReceipt> PublishAsync<T>(T message, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where T : IGoQueueEvent<T>
        => Publish(message, options, observer: null, cancellationToken);

    private ValueTask<PublishReceipt> Publish<T>(T message, PublishOptions? options, ICompositionObserver? observer, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
    {
        var observation = default(PublishObservation);
        try
        {
            var plan = PlanOf<T>();
            observation = _telemetry.Begin(plan);
            if (message is null)
            {
                throw new ArgumentNullException(nameof(message));
            }

            MessageLimits.CheckGivenId(options?.MessageId, plan.Topic, plan.Action, plan.Version, _settings.Name);
            EnsureOpen(plan, options?.MessageId);
            ThrowIfCanceled(plan, options?.MessageId, cancellationToken);
            var context = plan.Begin(message, options, cancellationToken);
            context.Observer = observer;
            context.Observation = observation;
            return Dispatch(context);
        }
        catch (Exception exception)
        {
            var descriptor = T.Descriptor;
            return Fail(exception, observation, descriptor.Name, new(options?.MessageId, descriptor.Topic, descriptor.Action, descriptor.Version));
        }
    }

    /// <summary>Sends the message through the user's middleware, or straight. What is thrown here never reached an operation or a chain.</summary>
    private ValueTask<PublishReceipt> Dispatch(PublishContext context)
    {
        _settings.Correlation?.Apply(context);
        context.Observation.Telemetry?.Preparing(context);
        return context.Plan.Middleware is { } chain ? chain.InvokeAsync(context) : Send(context);
    }

    /// <summary>Connects now instead of at the first message, and waits for that no longer than <see cref="GoQueueOptions.PublishTimeout"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when the broker can be published to.</returns>
    /// <exception cref="BrokerUnavailableException">The broker did not answer in time or refuses this publisher, or the publisher is closed.</exception>
    public ValueTask ConnectAsync(CancellationToken cancellationToken = default) => new(ConnectWithinAsync(atMost: null, cancellationToken));

    /// <summary>
    /// Takes no more messages, waits for those under way, and closes the connections. Later publishes get <see cref="PublisherStoppedException"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting; what is still under way then fails.</param>
    /// <returns>Completes when everything is closed. Never throws for the messages' sake.</returns>
    public async ValueTask CloseAsync(CancellationToken cancellationToken = default)
    {
        _stopped = true;
        _stateChanges.CheckForChange();
        _buffer?.PassThrough();

        // Its messages do not count as under way before they begin.
        await _background.DrainAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _operations.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The transport fails what is still under way: it knows what is known of each message.
        }

        var closing = _transport.CloseAsync(cancellationToken);
        await _engine.DisposeAsync().ConfigureAwait(false);
        await closing.ConfigureAwait(false);
    }

    /// <summary>Closes the publisher; waits at most <see cref="GoQueueOptions.DrainTimeout"/> for messages under way.</summary>
    /// <returns>Completes when everything is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        using var bound = new CancellationTokenSource(_settings.DrainTimeout, _settings.Time);
        await CloseAsync(bound.Token).ConfigureAwait(false);
        await _transport.DisposeAsync().ConfigureAwait(false);
        _telemetry.Dispose();
    }

    /// <summary>
    /// Closes the publisher as <see cref="DisposeAsync"/> does, and blocks the thread meanwhile: for containers and code that cannot await. Prefer <see cref="DisposeAsync"/>.
    /// </summary>
    public void Dispose() => Blocking.Wait(DisposeAsync);

    private void EnsureOpen(EventPlan plan, string? messageId)
    {
        if (_stopped)
        {
            var identity = plan.IdentityOf(messageId);
            throw new PublisherStoppedException(
                identity, attempts: 0, $"{plan.Name}, {identity}, was not sent: the publisher is closed; publish before it is closed, or make another.");
        }
    }

    private static void ThrowIfCanceled(EventPlan plan, string? messageId, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            var identity = plan.IdentityOf(messageId);
            throw new PublishCanceledException(
                identity, PublishOutcome.NotSent, $"The publish of {plan.Name}, {identity}, was cancelled before it was sent.", cancellationToken);
        }
    }

    private EventPlan<T> PlanOf<T>()
        where T : IGoQueueEvent<T>
    {
        var descriptor = T.Descriptor;
        return _plans.TryGetValue(descriptor, out var plan)
            ? (EventPlan<T>)plan
            : (EventPlan<T>)_plans.GetOrAdd(
                descriptor,
                static (found, publisher) => new EventPlan<T>((EventDescriptor<T>)found, publisher._settings)
                {
                    Middleware = MiddlewareChain.Build(publisher._layers, found, publisher._send, publisher._operations),
                },
                this);
    }

    private ValueTask<PublishReceipt> Send(PublishContext context)
    {
        if (context.Observer is BackgroundItem item)
        {
            return SendInBackground(context, item);
        }

        if (context.Observer is MessageTaker taker)
        {
            return taker.HandOver(this, context);
        }

        try
        {
            return Compose(context).Start(_engine, context.Timeout, context.CancellationToken);
        }
        finally
        {
            context.Return();
        }
    }

    /// <summary>The end of the middleware chain. The context lives on: the chain gives it back.</summary>
    private ValueTask SendFromMiddleware(PublishContext context)
    {
        context.ThrowIfEnded();
        if (context.Observer is BackgroundItem item)
        {
            return SendInBackgroundFromMiddleware(context, item);
        }

        if (context.Observer is MessageTaker taker)
        {
            return taker.HandOverFromMiddleware(this, context);
        }

        var operation = Compose(context);
        context.Sending();
        return operation.Start(_engine, context, context.Timeout, context.CancellationToken);
    }

    private PublishOperation Compose(PublishContext context)
    {
        var operation = _operations.Rent();
        try
        {
            _composer.Compose(context, operation.Message);
            operation.Observation = context.Observation.Telemetry?.Composed(context, operation.Message) ?? default;
            context.Observer?.Composed(operation.Message.Body.Length);
            _witness?.Composed(context, operation.Message);
            return operation;
        }
        catch
        {
            operation.Abandon();
            throw;
        }
    }
}
