using GoQueue.Operations;
using GoQueue.Transports;

namespace GoQueue.Priority;

/// <summary>
/// Two transports to one broker: urgent messages have one to themselves, with its own connection, channels and queues, so that a flood of others
/// cannot stand in their way. The order between the two is not kept. Thread-safe.
/// </summary>
internal sealed class LaneTransport : IPublishTransport
{
    // Between the Go guide's normal (4) and high (8).
    private const byte HighestOfTheRest = 4;

    private readonly IPublishTransport _high;
    private readonly IPublishTransport _rest;

    public LaneTransport(IPublishTransport high, IPublishTransport rest)
    {
        _high = high;
        _rest = rest;
        _high.StateChanged += () => StateChanged?.Invoke();
        _rest.StateChanged += () => StateChanged?.Invoke();
    }

    public event Action? StateChanged;

    public string Description => $"{_rest.Description} (two lanes)";

    public string System => _rest.System;

    public string? ServerAddress => _rest.ServerAddress;

    public object? ServerPort => _rest.ServerPort;

    public bool TracesPublishes => _rest.TracesPublishes;

    public TransportStatus GetStatus()
    {
        var high = _high.GetStatus();
        var rest = _rest.GetStatus();
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
        var high = _high.ConnectAsync(cancellationToken).AsTask();
        await Task.WhenAll(high, _rest.ConnectAsync(cancellationToken).AsTask()).ConfigureAwait(false);
    }

    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => _rest.DeclareAsync(topology, cancellationToken);

    public void Send(PublishOperation operation) => (operation.Message.Priority > HighestOfTheRest ? _high : _rest).Send(operation);

    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        var high = _high.CloseAsync(cancellationToken).AsTask();
        await Task.WhenAll(high, _rest.CloseAsync(cancellationToken).AsTask()).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _high.DisposeAsync().ConfigureAwait(false);
        await _rest.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A lane that has not connected because it had nothing to send is no news beside one that is connected.</summary>
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
