using GoQueue.Operations;
using GoQueue.RabbitMQ.Channels;
using GoQueue.RabbitMQ.Confirms;
using GoQueue.RabbitMQ.Connections;
using GoQueue.RabbitMQ.Topology;
using GoQueue.Transports;
using Microsoft.Extensions.Logging;

namespace GoQueue.RabbitMQ;

/// <summary>
/// Publishes to RabbitMQ over a pool of channels. A message goes to the least loaded channel, one with an ordering key always to the same; where
/// none has room it waits in line. Thread-safe.
/// </summary>
internal sealed partial class RabbitMQTransport : IPublishTransport
{
    private readonly RabbitMQSettings _settings;
    private readonly ILogger _logger;
    private readonly PublishLane[] _lanes;
    private readonly BrokerConnection[] _connections;
    private readonly Lock _startSync = new();
    private readonly ByteBudget _inFlight;
    private volatile bool _started;
    private volatile bool _stopped;
    private volatile bool _isClosed;
    private Task? _closing;

    public RabbitMQTransport(RabbitMQSettings settings, ILogger logger)
    {
        _settings = settings;
        _logger = logger;
        _inFlight = new ByteBudget(settings.MaxInFlightBytes);
        _resends = new OperationList(BytesWaiting);
        _waiting = new OperationList(BytesWaiting);
        Exchanges = new ExchangeDirectory(this, settings);
        Quarantine = new Quarantine(settings, this);
        _connections = new BrokerConnection[settings.Connections];
        for (var i = 0; i < _connections.Length; i++)
        {
            var lanes = new PublishLane[settings.ChannelPoolSize];
            for (var j = 0; j < lanes.Length; j++)
            {
                lanes[j] = new PublishLane(this, settings.OrdersThroughRetries);
            }

            _connections[i] = new BrokerConnection(settings, this, lanes);
        }

        _lanes = [.. _connections.SelectMany(static connection => connection.Lanes)];
        _pump = new WaitingPump(SendWaiting);
        _watch = new WaitingWatch(settings.Time, settings.Tick, Sweep, AnyoneWaits);
        if (settings.Immediate)
        {
            RabbitMQLog.ImmediateDropsSilently(_logger);
        }
    }

    public string Description => $"RabbitMQ {_settings.Description}";

    public string System => "rabbitmq";

    public string? ServerAddress => _settings.Endpoints[0].Host;

    public object? ServerPort => _settings.Endpoints[0].Port;

    public bool TracesPublishes => ClientTracing.IsOn;

    public Func<IPublishTransport>? HighPriorityLane => _settings.HighPriorityConnection ? () => new RabbitMQTransport(_settings.ForHighPriority(), _logger) : null;

    /// <summary>Whether what still waits is failed.</summary>
    public bool IsClosed => _isClosed;

    public ExchangeDirectory Exchanges { get; }

    public Quarantine Quarantine { get; }

    /// <summary>Bytes of bodies that wait for their confirm.</summary>
    public long BytesInFlight => _inFlight.Used;

    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        EnsureStarted();
        while (true)
        {
            var changed = Volatile.Read(ref _stateChanged).Task;
            if (OpenSession() is not null)
            {
                return;
            }

            if (_stopped || IsRefused)
            {
                throw new BrokerUnavailableException(default, attempts: 0, $"No connection to {_settings.Description}: {FaultText()}.", LastFault()?.Exception);
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Send(PublishOperation operation)
    {
        if (operation.Weight == 0)
        {
            if (Refusal(operation) is { } reason)
            {
                operation.RefuseUnsent(reason);
                return;
            }

            var weight = Math.Max(1, operation.Message.Body.Length);
            if (IsLineFull(weight))
            {
                operation.Fail(LineFull(operation));
                return;
            }

            operation.Weight = weight;
            EnsureStarted();
        }

        if (operation.IsSuspect)
        {
            Suspect(operation);
        }
        else if (Exchanges.IsTrusted(operation.Message.Exchange))
        {
            Dispatch(operation);
        }
        else
        {
            Exchanges.Check(operation);
        }
    }

    public async ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var session = await SessionAsync(cancellationToken).ConfigureAwait(false);
        await TopologyDeclarer.DeclareAsync(session, topology, cancellationToken).ConfigureAwait(false);
        foreach (var exchange in topology.Exchanges)
        {
            Exchanges.Trust(exchange.Name);
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

    /// <summary>Sends a message whose exchange is known to be there.</summary>
    public void Dispatch(PublishOperation operation)
    {
        if (operation.Message.OrderingKey is { } key)
        {
            if (FailureOfNow(operation) is { } failure)
            {
                operation.Fail(failure);
                return;
            }

            LaneOf(key).SendOrdered(operation);
        }
        else if (Volatile.Read(ref _unorderedWaiting) != 0 || _inFlight.IsAwaited || TrySendAnywhere(operation) is not Admission.Taken)
        {
            Park(operation);
        }
    }

    /// <summary>Sends over this channel if it and the byte budget have room. Once taken, the message is not the caller's any more.</summary>
    public Admission TrySend(ConfirmChannel? channel, PublishOperation operation)
    {
        if (channel is not { HasRoom: true })
        {
            return Admission.ChannelFull;
        }

        var weight = operation.Weight;
        if (!_inFlight.TryTake(weight))
        {
            return Admission.BytesUsedUp;
        }

        if (channel.TrySend(operation))
        {
            return Admission.Taken;
        }

        _inFlight.Give(weight);
        return Admission.ChannelFull;
    }

    /// <summary>The same for a message with an ordering key that has just come: those that wait for bytes, or for any channel, have their turns first.</summary>
    public Admission TrySendNew(ConfirmChannel? channel, PublishOperation operation) =>
        _inFlight.IsAwaited || Volatile.Read(ref _unorderedWaiting) != 0 ? Admission.ChannelFull : TrySend(channel, operation);

    /// <summary>The same for a suspect, which waits for nobody's bytes: it is one message, and holds up those of its ordering key.</summary>
    public bool TrySendAlone(ConfirmChannel channel, PublishOperation operation)
    {
        var weight = operation.Weight;
        _inFlight.Take(weight);
        if (channel.TrySend(operation))
        {
            return true;
        }

        _inFlight.Give(weight);
        return false;
    }

    /// <summary>Messages have left a channel: their bytes are free, and there may be room for those who wait.</summary>
    public void Release(in OperationChain operations)
    {
        if (!operations.IsEmpty)
        {
            Release(operations.Weight);
        }
    }

    public void Release(PublishOperation operation) => Release((long)operation.Weight);

    /// <summary>A message that the channel found settled before it was written.</summary>
    public void Discard(PublishOperation operation)
    {
        Release(operation);
        operation.LeaveTransport();
    }

    /// <summary>A message that its channel took and did not write: it is sent elsewhere, ahead of newer ones.</summary>
    public void Reroute(PublishOperation operation)
    {
        if (operation.IsSuspect)
        {
            Suspect(operation);
        }
        else if (operation.Message.OrderingKey is not null)
        {
            Dispatch(operation);
        }
        else
        {
            Park(operation);
        }
    }

    /// <summary>A message waits for news of its exchange: later ones of its ordering key wait for it.</summary>
    public void HoldOrder(PublishOperation operation)
    {
        if (operation.Message.OrderingKey is { } key)
        {
            LaneOf(key).HoldFor(operation);
        }
    }

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

    private static string? Refusal(PublishOperation operation)
    {
        try
        {
            return MessageGuards.Check(operation);
        }
        catch (Exception exception)
        {
            // Lists and dictionaries are the caller's own.
            return $"The value of a header cannot be read ({exception.GetType().Name}): leave lists and dictionaries alone until the publish has ended.";
        }
    }

    private PublishLane LaneOf(string orderingKey) => _lanes[(uint)orderingKey.GetHashCode(StringComparison.Ordinal) % (uint)_lanes.Length];

    private void Suspect(PublishOperation operation)
    {
        if (FailureOfNow(operation) is { } failure)
        {
            operation.Fail(failure);
        }
        else
        {
            HoldOrder(operation);
            Quarantine.Add(operation);
            if (_stopped)
            {
                // In line first, then the look: closing may have emptied the lines before.
                _pump.Request();
            }
        }
    }

    private void Release(long weight)
    {
        _inFlight.Give(weight);
        OnRoom();
    }

    private Admission TrySendAnywhere(PublishOperation operation)
    {
        PublishLane? best = null;
        var least = int.MaxValue;
        foreach (var lane in _lanes)
        {
            if (lane.Channel is { HasRoom: true } channel && channel.Load < least)
            {
                best = lane;
                least = channel.Load;
            }
        }

        var admission = TrySend(best?.Channel, operation);
        for (var i = 0; i < _lanes.Length && best is not null && admission == Admission.ChannelFull; i++)
        {
            if (_lanes[i] != best)
            {
                admission = TrySend(_lanes[i].Channel, operation);
            }
        }

        return admission;
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

        await Quarantine.DisposeAsync().ConfigureAwait(false);

        // Said first, and the pump asked after it: it may have taken a message out of its line, and puts it back behind us.
        _isClosed = true;
        FailWaiting(PublishFailures.Stopped);
        _pump.Request();
        Exchanges.Dispose();
        await _watch.DisposeAsync().ConfigureAwait(false);
    }
}
