using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Settings;
using GoQueue.Transports.RabbitMQ.Topology;
using GoQueue.Transports.RabbitMQ.Waiting;
using Microsoft.Extensions.Logging;

namespace GoQueue.Transports.RabbitMQ;

/// <summary>
/// Publishes to RabbitMQ over a pool of channels. A message goes to the least loaded channel, one with an ordering key always to the same; where
/// none has room it waits in line. Thread-safe.
/// </summary>
internal sealed partial class RabbitMQTransport : IPublishTransport, IChannelOwner, IMessageDispatcher
{
    private readonly ResolvedRabbitMQOptions _settings;
    private readonly ILogger _logger;
    private readonly ChannelSlot[] _slots;
    private readonly BrokerConnection[] _connections;
    private readonly IWaitingLine[] _lines;
    private readonly Lock _startSync = new();
    private readonly ByteBudget _inFlight;
    private volatile bool _started;
    private volatile bool _stopped;
    private volatile bool _isClosed;
    private Task? _closing;

    public RabbitMQTransport(ResolvedRabbitMQOptions settings, ILogger logger)
    {
        _settings = settings;
        _logger = logger;
        _inFlight = new ByteBudget(settings.MaxInFlightBytes);
        BytesWaiting = new ByteCount(settings.MaxWaitingBytes);
        _resends = new OperationList(BytesWaiting);
        _waiting = new OperationList(BytesWaiting);
        Exchanges = new ExchangeCache(this, settings);
        PoisonIsolator = new PoisonIsolator(settings, this);
        _connections = new BrokerConnection[settings.Connections];
        for (var i = 0; i < _connections.Length; i++)
        {
            var slots = new ChannelSlot[settings.ChannelPoolSize];
            for (var j = 0; j < slots.Length; j++)
            {
                slots[j] = new ChannelSlot(this, settings.OrdersThroughRetries);
            }

            _connections[i] = new BrokerConnection(settings, this, slots);
        }

        _slots = [.. _connections.SelectMany(static connection => connection.Slots)];
        _lines = [.. _slots, Exchanges, PoisonIsolator];
        _pump = new WaitingPump(SendWaiting);
        _watch = new WaitingWatch(settings.Time, settings.Tick, Sweep, AnyoneWaits);
    }

    public string Description => $"RabbitMQ {_settings.Description}";

    public string System => "rabbitmq";

    public string? ServerAddress => _settings.Endpoints[0].Host;

    public object? ServerPort => _settings.Endpoints[0].Port;

    public Func<IPublishTransport>? CreateHighPriority => _settings.HighPriorityConnection ? () => new RabbitMQTransport(_settings.ForHighPriority(), _logger) : null;

    /// <summary>Whether what still waits is failed.</summary>
    public bool IsClosed => _isClosed;

    public ExchangeCache Exchanges { get; }

    public PoisonIsolator PoisonIsolator { get; }

    /// <summary>Bytes of bodies that wait for their confirm.</summary>
    public long BytesInFlight => _inFlight.Used;

    public async ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        await TopologyDeclarer.DeclareAsync(session, topology, _settings.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        foreach (var exchange in topology.Exchanges)
        {
            Exchanges.MarkKnown(exchange.Name);
        }
    }

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        lock (_startSync)
        {
            _stopped = true;
            return new ValueTask(_closing ??= CloseCoreAsync());
        }
    }

    public ValueTask DisposeAsync() => CloseAsync(CancellationToken.None);

    /// <summary>An open connection that takes messages, or null.</summary>
    public BrokerSession? OpenSession()
    {
        foreach (var connection in _connections)
        {
            if (connection.Session is { IsOpen: true } session)
            {
                return session;
            }
        }

        return null;
    }

    private void EnsureStarted()
    {
        if (_started)
        {
            return;
        }

        lock (_startSync)
        {
            if (!_started && !_stopped)
            {
                foreach (var connection in _connections)
                {
                    connection.Start();
                }

                _started = true;
            }
        }
    }

    private async Task CloseCoreAsync()
    {
        SignalStateChanged();
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        await PoisonIsolator.DisposeAsync().ConfigureAwait(false);

        // Said first, and the pump asked after it: it may have taken a message out of its line, and puts it back behind us.
        _isClosed = true;
        FailWaiting(PublishFailures.Stopped);
        _pump.Request();
        Exchanges.Dispose();
        await _watch.DisposeAsync().ConfigureAwait(false);
    }
}
