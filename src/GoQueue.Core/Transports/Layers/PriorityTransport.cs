using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages;

namespace GoQueue.Transports.Layers;

/// <summary>
/// Two transports to one broker: urgent messages have one to themselves, with its own connection, channels and queues, so that a flood of others
/// cannot stand in their way. It is made at the first of them: who publishes none pays nothing. The order between the two is not kept. Thread-safe.
/// </summary>
internal sealed class PriorityTransport : IPublishTransport
{
    // Between the Go guide's normal (4) and high (8).
    private const byte HighestOfTheRest = 4;

    private readonly Lock _sync = new();
    private readonly IPublishTransport _rest;
    private readonly Func<IPublishTransport> _makeHigh;
    private IPublishTransport? _high;
    private bool _closed;

    public PriorityTransport(IPublishTransport rest, Func<IPublishTransport> makeHigh)
    {
        _rest = rest;
        _makeHigh = makeHigh;
        _rest.StateChanged += OnStateChanged;
    }

    public event Action? StateChanged;

    /// <summary>Of all messages that are not urgent.</summary>
    public IPublishTransport Ordinary => _rest;

    public string Description => _rest.Description;

    public string System => _rest.System;

    public string? ServerAddress => _rest.ServerAddress;

    public object? ServerPort => _rest.ServerPort;

    public TransportStatus GetStatus()
    {
        var rest = _rest.GetStatus();
        if (Volatile.Read(ref _high)?.GetStatus() is not { } high)
        {
            return rest;
        }

        var worse = Badness(high.State) > Badness(rest.State) ? high : rest;
        return new TransportStatus
        {
            State = worse.State,
            Reason = worse.Reason,
            Connections = high.Connections + rest.Connections,
            Channels = high.Channels + rest.Channels,
            InFlight = high.InFlight + rest.InFlight,
            LastError = (high.LastErrorAt ?? DateTimeOffset.MinValue) > (rest.LastErrorAt ?? DateTimeOffset.MinValue) ? high.LastError : rest.LastError,
            LastErrorAt = Later(high.LastErrorAt, rest.LastErrorAt),
            LastConfirm = Later(high.LastConfirm, rest.LastConfirm),
        };
    }

    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        var rest = _rest.ConnectAsync(cancellationToken).AsTask();
        await Task.WhenAll(rest, Volatile.Read(ref _high)?.ConnectAsync(cancellationToken).AsTask() ?? Task.CompletedTask).ConfigureAwait(false);
    }

    // The connection for urgent messages is made by the first of them, and none has come before the start.
    public ValueTask ConnectAtStartAsync(CancellationToken cancellationToken) => _rest.ConnectAtStartAsync(cancellationToken);

    // The other transport is not connected at a start.
    public ValueTask DeclareAtStartAsync(TopologyBuilder topology, CancellationToken cancellationToken) => _rest.DeclareAtStartAsync(topology, cancellationToken);

    public async ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken)
    {
        await _rest.DeclareAsync(topology, cancellationToken).ConfigureAwait(false);
        if (Volatile.Read(ref _high) is { } high)
        {
            // Nothing new for the broker, but the urgent ones may remember that an exchange was missing.
            await high.DeclareAsync(topology, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Send(PublishOperation operation) =>
        (operation.Message.Priority > HighestOfTheRest ? Volatile.Read(ref _high) ?? MakeHigh() : _rest).Send(operation);

    public ByteCount? WaitingOf(OutgoingMessage message) =>
        (message.Priority > HighestOfTheRest ? Volatile.Read(ref _high) ?? _rest : _rest).WaitingOf(message);

    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        IPublishTransport? high;
        lock (_sync)
        {
            _closed = true;
            high = _high;
        }

        var rest = _rest.CloseAsync(cancellationToken).AsTask();
        await Task.WhenAll(rest, high?.CloseAsync(cancellationToken).AsTask() ?? Task.CompletedTask).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None).ConfigureAwait(false);
        if (_high is { } high)
        {
            await high.DisposeAsync().ConfigureAwait(false);
        }

        await _rest.DisposeAsync().ConfigureAwait(false);
    }

    private IPublishTransport MakeHigh()
    {
        lock (_sync)
        {
            if (_high is null)
            {
                if (_closed)
                {
                    // Which says so.
                    return _rest;
                }

                var high = _makeHigh();
                high.StateChanged += OnStateChanged;
                Volatile.Write(ref _high, high);
            }

            return _high;
        }
    }

    private void OnStateChanged() => StateChanged?.Invoke();

    /// <summary>A transport whose first connect is still under way is no news beside one that is connected.</summary>
    private static int Badness(PublisherState state) => state switch
    {
        PublisherState.NotConnected => 0,
        PublisherState.Connected => 1,
        PublisherState.Blocked => 2,
        PublisherState.Disconnected => 3,
        PublisherState.Closing => 4,
        _ => 5,
    };

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => other is null || one > other ? one : other;
}
