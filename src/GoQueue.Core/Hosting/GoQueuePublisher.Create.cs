using GoQueue.Delivery.Operations;
using GoQueue.Hosting;
using GoQueue.Publishing;
using GoQueue.Publishing.Background;
using GoQueue.Publishing.Composition;
using GoQueue.Publishing.Middleware;
using GoQueue.Publishing.Untyped;

namespace GoQueue;

/// <summary>How a publisher is made from what its builder has collected.</summary>
public sealed partial class GoQueuePublisher
{
    internal GoQueuePublisher(PublisherSetup setup)
    {
        _operations = new PublishOperationPool(setup.FirstOperationVersion);
        _settings = setup.BuildSettings();
        _transport = setup.BuildTransport(_settings, out _buffer);
        _witness = _transport as IEventWitness;
        _engine = setup.BuildEngine(_settings, _transport, _operations);
        _telemetry = setup.BuildTelemetry(_settings, _transport, _engine.Breaker);
        _composer = new MessageComposer(_settings, _telemetry);
        _layers = setup.BuildMiddleware();
        _send = SendFromMiddleware;
        _untypedPlans = new UntypedPlans(_settings, MiddlewareChain.Build(_layers, @event: null, _send, _operations));
        _background = new BackgroundPublisher(this, setup.BuildBackground());
        _stateChanges = new StateChanges(GetTransportStatus, RaiseStateChanged);
        _transport.StateChanged += _stateChanges.CheckForChange;
    }

    /// <summary>Makes a publisher without a host.</summary>
    /// <param name="configure">Chooses the transport (<c>UseRabbitMQ</c> or <c>UseInMemory</c>) and whatever else differs from the defaults.</param>
    /// <returns>The publisher; dispose it at the end. It connects at the first message.</returns>
    /// <exception cref="GoQueueConfigurationException">A setting is wrong or missing; the message names it.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public static GoQueuePublisher Create(Action<GoQueuePublisherBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new GoQueuePublisherBuilder();
        configure(builder);
        return new GoQueuePublisher(((IGoQueueBuilder)builder).Setup);
    }
}
