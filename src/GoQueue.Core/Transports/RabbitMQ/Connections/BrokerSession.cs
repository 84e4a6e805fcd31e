using System.Text;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Settings;
using GoQueue.Transports.RabbitMQ.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>One connection, from its opening to its end; a reconnect is a new object. Thread-safe.</summary>
internal sealed partial class BrokerSession : IChannelSession, IAsyncDisposable
{
    // Channels of the client's at once, for questions and declarations.
    private const int MostRequests = 2;

    private static readonly TimeSpan s_closeBound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_stallBound = TimeSpan.FromSeconds(10);

    private readonly IConnection _connection;
    private readonly ResolvedRabbitMQOptions _settings;
    private readonly TaskCompletionSource<ChannelFault> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WireSocket _wire;
    private SemaphoreSlim? _requests;
    private WireChannel? _spare;
    private long _lastAnswer;

    /// <param name="connection">RabbitMQ.Client's connection, which is open.</param>
    /// <param name="wire">Its socket, which our channels share.</param>
    /// <param name="settings">The transport's settings.</param>
    /// <param name="channels">How many channels of ours are wanted at most.</param>
    /// <exception cref="ConnectRefusedException">The broker allows one channel only.</exception>
    public BrokerSession(IConnection connection, WireSocket wire, ResolvedRabbitMQOptions settings, int channels)
    {
        _connection = connection;
        _settings = settings;
        _wire = wire;
        NoteAnswer(_settings.Time.GetTimestamp());
        connection.ConnectionShutdownAsync += OnShutdownAsync;
        wire.Ended += OnEnded;
        wire.BlockedChanged += OnBlockedChanged;
        Agree(channels);
        if (wire.End is { } end)
        {
            OnEnded(end);
        }
        else if (connection.CloseReason is { } reason)
        {
            _closed.TrySetResult(ChannelFault.From(reason, isConnection: true));
        }
    }

    /// <summary>How many channels of ours the connection can have at once.</summary>
    public int Channels { get; private set; }

    /// <summary>The callers who are told of answers.</summary>
    public ResultQueue Results => _wire.Results;

    /// <summary>As <see cref="WireOutput.Left"/> once it is final. Before, a sender may be about to hand over the rest: everything may have left.</summary>
    public long Left => _wire.Output.IsEnded ? _wire.Output.Left : long.MaxValue;

    /// <summary>The broker's alarm is on: what is written now stays in buffers.</summary>
    public bool IsBlocked => _wire.IsBlocked;

    /// <summary>What is known of the connection's end; each message that was in flight is counted there.</summary>
    public ConnectionEnd End { get; set; } = new(isIsolating: false, onInnocent: null, onComplete: null);

    public string BlockedReason => BrokerText.Clean(_wire.BlockedReason);

    /// <summary>The broker's version as it presents itself; null if it does not.</summary>
    public Version? ServerVersion => _connection.ServerProperties is { } properties && properties.TryGetValue("version", out var value) && value is byte[] text
        && Version.TryParse(Encoding.UTF8.GetString(text).Split('-', '+')[0], out var version) ? version : null;

    public bool IsOpen => !_closed.Task.IsCompleted;

    /// <summary>
    /// Whether a message may be written now. The wire knows of an end before any channel does, or a message that was lost with one channel would be written to the next one of the same dead connection.
    /// </summary>
    public bool TakesMessages => _wire is { IsBlocked: false, End: null } && IsOpen;

    /// <summary>Completes at the connection's end, with its cause.</summary>
    public Task<ChannelFault> Closed => _closed.Task;

    /// <summary>Raised for each change between blocked and not.</summary>
    public event Action? BlockedChanged;

    public void NoteAnswer(long now) => Volatile.Write(ref _lastAnswer, now);

    /// <summary>Whether no channel has had an answer for that long.</summary>
    public bool IsSilentFor(TimeSpan span) => _settings.Time.GetElapsedTime(Volatile.Read(ref _lastAnswer)) >= span;

    /// <summary>Sets the source of the number of messages on their way, and what is called when the wire has room again.</summary>
    public void Serve(Func<int> load, Action giveRoom)
    {
        _wire.Load.CountBy(load);
        _wire.Output.GiveRoomBy(giveRoom);
    }

    /// <summary>Sends what is queued.</summary>
    public void Flush() => _wire.Output.Flush();

    /// <summary>Whether the socket has taken nothing for 10 s although the broker has no alarm.</summary>
    public bool IsStalled => !IsBlocked && _wire.Output.IsStalled(s_stallBound);

    /// <summary>
    /// Waits for the broker to open the connection: with a wrong vhost the client "connects" all the same (7.2.2 does not wait for open-ok). Then opens the first channel of ours, and keeps it for the first caller that
    /// wants one.
    /// </summary>
    /// <exception cref="TimeoutException">There was no answer within ConnectTimeout.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await _wire.Opened.WithinAsync(_settings.ConnectTimeout, _settings.Time, cancellationToken).ConfigureAwait(false);
        _spare = await OpenOwnAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a channel for publishing.</summary>
    public async Task<IPublishChannel> OpenChannelAsync(CancellationToken cancellationToken)
        => Interlocked.Exchange(ref _spare, null) ?? await OpenOwnAsync(cancellationToken).ConfigureAwait(false);

    private async Task<WireChannel> OpenOwnAsync(CancellationToken cancellationToken)
    {
        var opening = _wire.Channels.OpenAsync(cancellationToken);
        await WhenAnsweredAsync(opening, _settings.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        return await opening.ConfigureAwait(false);
    }

    /// <summary>Ends the connection at once, whatever state the client is in.</summary>
    public void Kill(string cause, Exception? exception) => Kill(ChannelFault.Lost(cause, exception));

    /// <summary>The same. The first cause stays: what the client says afterwards is only the echo of the closed socket.</summary>
    public void Kill(ChannelFault fault)
    {
        _closed.TrySetResult(fault);
        _wire.Kill(new WireEnd(fault.Code, fault.Text, fault.Exception, fault.EndsConnection));
    }

    /// <summary>Closes the socket of a connection that has ended, if it is still open.</summary>
    public void Kill() => Kill("the connection was closed", null);

    /// <summary>Why the channels of this connection have ended, where the connection itself ended before the client noticed; else null.</summary>
    public ChannelFault? Fault => _closed.Task.IsCompletedSuccessfully ? _closed.Task.Result : null;

    /// <summary>Closes the connection in order where that goes, and in any case within a bound.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_connection.IsOpen)
            {
                await _connection.CloseAsync(200, "Goodbye", s_closeBound, abort: true).WithinAsync(s_closeBound, _settings.Time).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It is closed below, whatever the client says.
            _closed.TrySetResult(ChannelFault.Lost("the connection could not be closed in order", exception));
        }

        Kill();
        try
        {
            await _connection.DisposeAsync().AsTask().WithinAsync(s_closeBound, _settings.Time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Its socket is closed, and nothing of ours refers to it any more: nothing is left that could be done for it.
            _ = exception;
        }
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        _closed.TrySetResult(ChannelFault.From(reason, isConnection: true));
        return Task.CompletedTask;
    }

    private void OnEnded(WireEnd end) => _closed.TrySetResult(ChannelFault.From(end));

    private void OnBlockedChanged()
    {
        if (!IsBlocked)
        {
            NoteAnswer(_settings.Time.GetTimestamp());
        }

        BlockedChanged?.Invoke();
    }

    /// <summary>Ours are the highest numbers. The client takes the lowest free ones, at most two at once.</summary>
    private void Agree(int channels)
    {
        int max = _connection.ChannelMax;
        if (max == 1)
        {
            throw new ConnectRefusedException("the broker allows one channel per connection; GoQueue needs two: raise its channel_max, or remove RequestedChannelMax from ConfigureConnection");
        }

        Channels = Math.Min(channels, Math.Max(1, max - MostRequests));
        _requests = new SemaphoreSlim(Math.Min(MostRequests, max - Channels));
        _wire.Agree((int)Math.Min(int.MaxValue, _connection.FrameMax), _connection.Heartbeat);
        _wire.Channels.Take(max, Channels);
    }
}
