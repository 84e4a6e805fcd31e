using GoQueue.Diagnostics;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ;

/// <summary>How the transport is doing, for health checks and for those who wait for a change.</summary>
internal sealed partial class RabbitMQTransport
{
    private TaskCompletionSource _stateChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LastFaultNote? _lastError;
    private string? _loggedConnectFault;
    private long _lastConfirm;
    private int _isOverruledLogged;

    public event Action? StateChanged;

    public TransportStatus GetStatus()
    {
        var error = Volatile.Read(ref _lastError);
        var confirm = Volatile.Read(ref _lastConfirm);
        var state = State();
        return new TransportStatus
        {
            State = state,
            Reason = state switch
            {
                PublisherState.Blocked => $"the broker takes no messages: {BlockedReason()}",
                PublisherState.Disconnected => FaultText(),
                _ => null,
            },
            Connections = _connections.Count(static connection => connection.Session is { IsOpen: true }),
            Channels = _slots.Count(static slot => slot.Channel is { IsOpen: true }),
            InFlight = _slots.Sum(static slot => (long)slot.Load + slot.BacklogCount) + Volatile.Read(ref _unorderedWaiting) + Exchanges.WaitingCount + PoisonIsolator.WaitingCount,
            LastError = error?.Text,
            LastErrorAt = error?.At,
            LastConfirm = confirm == 0 ? null : _settings.Time.GetUtcNow() - _settings.Time.GetElapsedTime(confirm),
        };
    }

    public void NoteConfirm(long now) => Volatile.Write(ref _lastConfirm, now);

    public void OnIsolatedAnswered() => PoisonIsolator.Wake();

    public void OnRefused(ChannelFault fault) => Exchanges.Invalidate(fault);

    /// <summary>Whether the broker has confirmed or rejected any message since then.</summary>
    public bool HasConfirmedSince(long timestamp) => Volatile.Read(ref _lastConfirm) is not 0 and var last && last >= timestamp;

    public void NoteFault(string text) => Volatile.Write(ref _lastError, new LastFaultNote($"{_settings.Description}: {text}.", _settings.Time.GetUtcNow()));

    public void OnConnected(BrokerConnection connection)
    {
        // Two lines for one publisher would look like a mistake.
        RabbitMQLog.Connected(
            _logger,
            _settings.Description,
            _settings.IsHighPriority ? ": messages of high priority have a connection of their own, see RabbitMQOptions.HighPriorityConnection" : "");
        Volatile.Write(ref _loggedConnectFault, null);
        Volatile.Write(ref _wasConnected, true);
        SignalStateChanged();
        OnRoom();
    }

    /// <summary>A connect failed. One line per cause: there is a try every few seconds for as long as the broker is away.</summary>
    public void OnConnectFailed(BrokerConnection connection, ConnectFault fault)
    {
        NoteRefusal(connection, fault);
        if (Interlocked.Exchange(ref _loggedConnectFault, fault.Text) != fault.Text && !fault.IsFatal)
        {
            RabbitMQLog.ConnectFailed(_logger, _settings.Description, fault.Text);
        }

        NoteFault(fault.Text);
        SignalStateChanged();
    }

    public void OnDisconnected(ConnectFault fault)
    {
        RabbitMQLog.Disconnected(_logger, _settings.Description, fault.Text);
        NoteFault(fault.Text);
        SignalStateChanged();
    }

    public void OnChannelClosed(ChannelFault fault)
    {
        if (fault.IsRetirement)
        {
            RabbitMQLog.ChannelRetired(_logger, _settings.Description);
            return;
        }

        RabbitMQLog.ChannelClosed(_logger, _settings.Description, fault.Cause);
        NoteFault(fault.Cause.TrimEnd('.'));
    }

    /// <summary>The broker allows a slot no channel: its ordering keys use another one's. Says whether there is one.</summary>
    public bool OnChannelRefused(ChannelSlot slot)
    {
        // Not the first one for all of them.
        var start = Array.IndexOf(_slots, slot);
        for (var i = 1; i < _slots.Length; i++)
        {
            if (_slots[(start + i) % _slots.Length].Channel is { IsOpen: true } channel)
            {
                slot.Borrow(channel);
                OnRoom();
                return true;
            }
        }

        return false;
    }

    /// <summary>Only the failure's type: its text may hold the secret.</summary>
    public void OnCredentialsNotRefreshed(Exception exception) => RabbitMQLog.CredentialsNotRefreshed(_logger, _settings.Description, exception.GetType().Name);

    public void OnFewerChannels(int channels) => RabbitMQLog.FewerChannels(_logger, _settings.Description, channels, _settings.ChannelPoolSize);

    /// <summary>ConfigureConnection sets what this library sets itself. Logged once: it is called at each connect.</summary>
    public void OnOverruled(string settings)
    {
        if (Interlocked.Exchange(ref _isOverruledLogged, 1) == 0)
        {
            RabbitMQLog.Overruled(_logger, settings);
        }
    }

    public void OnRefused()
    {
        RabbitMQLog.Refused(_logger, _settings.Description, FaultText());
        SignalStateChanged();
        FailWaiting(Unavailable);
    }

    public void OnBlockedChanged()
    {
        var reason = BlockedReason();
        if (reason is null)
        {
            RabbitMQLog.Unblocked(_logger, _settings.Description);
        }
        else
        {
            RabbitMQLog.Blocked(_logger, _settings.Description, reason);
        }

        // Not here: this thread reads the connection, and the user's code may be listening.
        ThreadPool.UnsafeQueueUserWorkItem(static transport => transport.AfterBlockedChanged(), this, preferLocal: false);
    }

    /// <summary>Waits for a connection that is open and not blocked.</summary>
    public async Task<BrokerSession> SessionAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _stateChanged).Task;
            foreach (var connection in _connections)
            {
                if (connection.Session is { IsOpen: true, IsBlocked: false } session)
                {
                    return session;
                }
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private PublisherState State()
    {
        if (_closing is not null)
        {
            return _closing.IsCompleted ? PublisherState.Closed : PublisherState.Closing;
        }

        if (OpenSession() is not null)
        {
            return BlockedReason() is null ? PublisherState.Connected : PublisherState.Blocked;
        }

        return LastFault() is null ? PublisherState.NotConnected : PublisherState.Disconnected;
    }

    private void AfterBlockedChanged()
    {
        SignalStateChanged();
        if (_settings.FailsFastWhenBlocked && BlockedReason() is not null)
        {
            FailWaiting(Blocked);
        }

        _pump.Request();
    }

    private void SignalStateChanged()
    {
        Interlocked.Exchange(ref _stateChanged, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        StateChanged?.Invoke();
    }

    private sealed record LastFaultNote(string Text, DateTimeOffset At);
}
