using System.Diagnostics.CodeAnalysis;
using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Settings;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>
/// One AMQP channel in confirm mode, from its opening to its end; a replacement is a new object. Callers write inline, one after the other, with the channel's lock: a message's number is its place on the wire.
/// Thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Close ends it, and what it owns is disposed then.")]
internal sealed partial class ConfirmChannel : IPublishReceiver
{
    private static readonly TimeSpan s_closeBound = TimeSpan.FromSeconds(5);

    // The channels take turns: the first one would take all the room there is, each time.
    private const int MostKeptAtOnce = 32;

    private readonly Lock _sync = new();
    private readonly IChannelSession _session;
    private readonly IPublishChannel _channel;
    private readonly IChannelOwner _owner;
    private readonly ResolvedRabbitMQOptions _settings;
    private readonly OperationList _intake = new();
    private readonly ConfirmRing _ring;
    private readonly int _ringCapacity;
    private readonly TaskCompletionSource<ChannelFault> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReplacementBackoff _backoff;
    private readonly bool _isIsolating;
    private ChannelFault? _fault;
    private long _endedAt;
    private volatile bool _retiring;
    private volatile bool _isPaused;
    private int _load;

    public ConfirmChannel(
        IPublishChannel channel, IChannelSession session, IChannelOwner owner, ResolvedRabbitMQOptions settings, ReplacementBackoff backoff, bool isIsolating)
    {
        _backoff = backoff;
        _channel = channel;
        _session = session;
        _owner = owner;
        _settings = settings;
        _isIsolating = isIsolating;
        _ringCapacity = settings.MaxInFlightPerChannel * 4;
        _ring = new ConfirmRing(_ringCapacity);
        _timer = DefaultContext.CreateTimer(settings.Time, static state => ((ConfirmChannel)state!).OnTick(), this);
        channel.Open(this);
    }

    public bool IsOpen => Volatile.Read(ref _fault) is null;

    /// <summary>Messages that this channel has and the broker has not answered.</summary>
    public int Load => Volatile.Read(ref _load);

    /// <summary>Completes when the channel has ended and every message on it has been reported.</summary>
    public Task<ChannelFault> Closed => _closed.Task;

    /// <summary>Whether a message would be taken now. Only a hint: others may be faster.</summary>
    public bool HasRoom => IsOpen && !_retiring && !_isPaused && Load < _settings.MaxInFlightPerChannel && _session.TakesMessages;

    /// <summary>Takes the message if there is room for it. Writes it before returning, or keeps it until the wire has room.</summary>
    public bool TrySend(PublishOperation operation)
    {
        WriteResult result;
        Exception? failure = null;
        lock (_sync)
        {
            if (_fault is not null || _retiring || _isPaused || !_session.TakesMessages || _load >= _settings.MaxInFlightPerChannel || _ring.Span + _intake.Count >= _ringCapacity)
            {
                return false;
            }

            Volatile.Write(ref _load, _load + 1);
            result = _intake.Count > 0 || _channel.IsFull ? WriteResult.Kept : WriteLocked(operation, out failure);
            if (result == WriteResult.Kept)
            {
                _intake.Append(operation);
                WatchDeadlineLocked(operation.Deadline);
            }
        }

        if (result == WriteResult.Written)
        {
            _channel.Flush();
        }
        else if (result == WriteResult.Kept)
        {
            _channel.WantRoom();
        }
        else
        {
            ReportUnwritten(operation, result, failure);
        }

        return true;
    }

    /// <summary>The wire has room again: writes some of the kept messages. The caller sends them.</summary>
    /// <returns>Whether more could be written at once.</returns>
    public bool WriteKept()
    {
        PublishOperation? operation = null;
        var result = WriteResult.Written;
        Exception? failure = null;
        bool isMore;
        bool isFull;
        lock (_sync)
        {
            for (var writes = 0; writes < MostKeptAtOnce && result == WriteResult.Written && CanWriteLocked && _intake.TakeFirst() is { } next; writes++)
            {
                operation = next;
                result = WriteLocked(next, out failure);
                if (result == WriteResult.Kept)
                {
                    _intake.Prepend(next);
                }
            }

            isFull = _intake.Count > 0 && _channel.IsFull;
            isMore = _intake.Count > 0 && result != WriteResult.Kept && CanWriteLocked;
        }

        if (result is WriteResult.Settled or WriteResult.Refused)
        {
            ReportUnwritten(operation!, result, failure);
        }

        if (isFull)
        {
            _channel.WantRoom();
        }

        return isMore;
    }

    /// <summary>Ends the channel: what is on it is reported as the fault says. Only the first call counts.</summary>
    public void Close(ChannelFault fault) => Close(fault, _session.Left);

    private bool CanWriteLocked => _fault is null && !_isPaused && _session.TakesMessages && !_channel.IsFull;

    /// <summary>Gives the message its number and queues it. An exception of the encoder leaves no byte behind, and no number is used.</summary>
    private WriteResult WriteLocked(PublishOperation operation, out Exception? failure)
    {
        failure = null;
        if (!operation.TryBeginAttempt())
        {
            Volatile.Write(ref _load, _load - 1);
            return WriteResult.Settled;
        }

        bool isQueued;
        try
        {
            isQueued = _channel.Write(operation);
        }
        catch (Exception exception)
        {
            failure = exception;
            Volatile.Write(ref _load, _load - 1);
            return WriteResult.Refused;
        }

        if (!isQueued)
        {
            // The channel's end is known to the wire and not here yet. It takes the message from the intake, to be sent elsewhere.
            if (operation.TryTakeBackAttempt())
            {
                return WriteResult.Kept;
            }

            Volatile.Write(ref _load, _load - 1);
            return WriteResult.Settled;
        }

        operation.SentTick = _tick;
        operation.WrittenAt = _settings.Time.GetTimestamp();
        _ring.Add(operation);
        WatchDeadlineLocked(operation.Deadline);
        return WriteResult.Written;
    }

    /// <param name="fault">Why.</param>
    /// <param name="left">From this position on, surely nothing had left before the end.</param>
    private void Close(ChannelFault fault, long left)
    {
        var unanswered = default(OperationChain);
        var unsent = default(OperationChain);
        var unwritten = default(OperationChain);
        lock (_sync)
        {
            if (_fault is not null)
            {
                return;
            }

            _endedAt = _settings.Time.GetTimestamp();
            Volatile.Write(ref _fault, fault);
            _ring.TakeAll(left, ref unanswered, ref unsent);
            while (_intake.TakeFirst() is { } waiting)
            {
                unwritten.Add(waiting);
            }

            Volatile.Write(ref _load, 0);
            StopTimerLocked();
        }

        ReportLost(unanswered, unsent, unwritten, fault);
        using (DefaultContext.Enter())
        {
            _ = FinishAsync(fault);
        }
    }

    /// <summary>Closes the channel on the wire, in the background and within a bound.</summary>
    private async Task FinishAsync(ChannelFault fault)
    {
        _closed.TrySetResult(fault);
        try
        {
            await _session.WhenAnsweredAsync(_channel.CloseAsync(), s_closeBound).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            // The connection is not worth keeping.
            _session.Kill("a channel could not be closed", exception);
        }
        finally
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
