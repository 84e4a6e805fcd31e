using System.Text;
using GoQueue.Execution;
using GoQueue.RabbitMQ.Channels;
using GoQueue.RabbitMQ.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.RabbitMQ.Connections;

/// <summary>One connection, from its opening to its end; a reconnect is a new object. Thread-safe.</summary>
internal sealed class BrokerSession : IAsyncDisposable
{
    // Class and method ids, body size and property flags of a header frame (AMQP 0-9-1, 4.2.6.1).
    private const int HeaderFrameOverhead = 14;
    private const int FrameOverhead = 8;

    private static readonly TimeSpan s_closeBound = TimeSpan.FromSeconds(5);

    private readonly IConnection _connection;
    private readonly RabbitMQSettings _settings;
    private readonly TaskCompletionSource<ChannelFault> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastAnswer;
    private volatile bool _isBlocked;

    public BrokerSession(IConnection connection, SocketWatch watch, ClientQueue queue, RabbitMQSettings settings)
    {
        _connection = connection;
        _settings = settings;
        Watch = watch;
        Queue = queue;
        NoteAnswer(_settings.Time.GetTimestamp());
        HeaderLimit = connection.FrameMax == 0 ? int.MaxValue : (int)Math.Min(int.MaxValue, connection.FrameMax) - FrameOverhead - HeaderFrameOverhead;
        connection.ConnectionShutdownAsync += OnShutdownAsync;
        connection.ConnectionBlockedAsync += OnBlockedAsync;
        connection.ConnectionUnblockedAsync += OnUnblockedAsync;
        if (connection.CloseReason is { } reason)
        {
            _closed.TrySetResult(ChannelFault.From(reason, isConnection: true));
        }
    }

    public SocketWatch Watch { get; }

    /// <summary>What the client has between its publish method and the socket.</summary>
    public ClientQueue Queue { get; }

    /// <summary>The longest properties and headers that one frame of this connection holds, in bytes.</summary>
    public int HeaderLimit { get; }

    /// <summary>The broker's alarm is on: what is written now stays in buffers.</summary>
    public bool IsBlocked => _isBlocked;

    /// <summary>What is known of the connection's end; each message that was in flight is counted there.</summary>
    public ConnectionEnd End { get; set; } = new(isQuarantine: false, onInnocent: null, onComplete: null);

    /// <summary>Whether the connection has ended, and not only one of its channels. The client tells its channels before it tells us.</summary>
    public bool IsEnding => !IsOpen || !_connection.IsOpen;

    public string BlockedReason { get; private set; } = "";

    /// <summary>The broker's version as it presents itself; null if it does not.</summary>
    public Version? ServerVersion => _connection.ServerProperties is { } properties && properties.TryGetValue("version", out var value) && value is byte[] text
        && Version.TryParse(Encoding.UTF8.GetString(text).Split('-', '+')[0], out var version) ? version : null;

    public bool IsOpen => !_closed.Task.IsCompleted;

    /// <summary>
    /// Whether a message may be written now. The client tells each channel of the connection's end, one after the other, before it tells us: asked
    /// itself it knows at once, or a message that was lost with one channel would be written to the next one of the same dead connection.
    /// </summary>
    public bool TakesMessages => !_isBlocked && IsOpen && _connection.IsOpen;

    /// <summary>Completes at the connection's end, with its cause.</summary>
    public Task<ChannelFault> Closed => _closed.Task;

    /// <summary>Raised for each change between blocked and not.</summary>
    public event Action? BlockedChanged;

    public void NoteAnswer(long now) => Volatile.Write(ref _lastAnswer, now);

    /// <summary>Whether no channel has had an answer for that long.</summary>
    public bool IsSilentFor(TimeSpan span) => _settings.Time.GetElapsedTime(Volatile.Read(ref _lastAnswer)) >= span;

    /// <summary>Opens a channel for publishing.</summary>
    public Task<IChannel> OpenChannelAsync(CancellationToken cancellationToken)
    {
        // Confirms without the client's own tracking: that would cost 900 bytes per message, and each ack a walk over all in flight.
        var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
        return OpenAsync(options, cancellationToken);
    }

    /// <summary>Asks the broker for something, on a channel of its own: never on one that publishes, because a refused request closes the channel.</summary>
    /// <exception cref="TimeoutException">There was no answer within ConnectTimeout.</exception>
    public async Task RequestAsync(Func<IChannel, CancellationToken, Task> request, CancellationToken cancellationToken)
    {
        var channel = await OpenAsync(options: null, cancellationToken).ConfigureAwait(false);
        var requesting = request(channel, CancellationToken.None);
        try
        {
            await requesting.WithinAsync(_settings.ConnectTimeout, _settings.Time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // That the channel ends, too, is nothing to wait for: messages wait behind this, the very first one among them.
            using (DefaultContext.Enter())
            {
                _ = EndAsync(channel, requesting);
            }
        }
    }

    /// <summary>
    /// Opens a channel. Not by the client's own token: a channel whose opening is given up may be open all the same, and is closed then, or each attempt would leave one until the connection
    /// has no more.
    /// </summary>
    private async Task<IChannel> OpenAsync(CreateChannelOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var opening = _connection.CreateChannelAsync(options, CancellationToken.None);
        try
        {
            return await opening.WithinAsync(_settings.ConnectTimeout, _settings.Time, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            using (DefaultContext.Enter())
            {
                _ = EndLateAsync(opening);
            }

            throw;
        }
    }

    private async Task EndLateAsync(Task<IChannel> opening)
    {
        try
        {
            var channel = await opening.ConfigureAwait(false);
            await EndAsync(channel, Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Its caller has been told.
            _ = exception;
        }
    }

    /// <summary>Closes a channel once its request has ended; the client ends a request without an answer after ConnectTimeout.</summary>
    private async Task EndAsync(IChannel channel, Task requesting)
    {
        await requesting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            if (channel.IsOpen)
            {
                await channel.CloseAsync(CancellationToken.None).WithinAsync(_settings.ConnectTimeout, _settings.Time).ConfigureAwait(false);
            }

            await channel.DisposeAsync().AsTask().WithinAsync(_settings.ConnectTimeout, _settings.Time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A blocked broker answers later. Otherwise a late answer would be taken for that of another channel of this number.
            if (IsOpen && !IsBlocked)
            {
                Kill("a channel was not closed", exception);
            }
        }
    }

    public Task UpdateSecretAsync(string secret, CancellationToken cancellationToken)
        => _connection.UpdateSecretAsync(secret, "the credentials are about to expire", CancellationToken.None).WithinAsync(_settings.ConnectTimeout, _settings.Time, cancellationToken);

    /// <summary>Ends the connection at once, whatever state the client is in.</summary>
    public void Kill(string cause, Exception? exception) => Kill(ChannelFault.Lost(cause, exception));

    /// <summary>The same. The first cause stays: what the client says afterwards is only the echo of the closed socket.</summary>
    public void Kill(ChannelFault fault)
    {
        _closed.TrySetResult(fault);
        Watch.Kill();
    }

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

        Kill("the connection was closed", null);
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

    private Task OnBlockedAsync(object sender, ConnectionBlockedEventArgs reason)
    {
        BlockedReason = BrokerText.Clean(reason.Reason);
        _isBlocked = true;
        BlockedChanged?.Invoke();
        return Task.CompletedTask;
    }

    private Task OnUnblockedAsync(object sender, AsyncEventArgs reason)
    {
        NoteAnswer(_settings.Time.GetTimestamp());
        _isBlocked = false;
        BlockedChanged?.Invoke();
        return Task.CompletedTask;
    }
}
