using System.Diagnostics.CodeAnalysis;
using GoQueue.Execution;
using GoQueue.Operations;
using GoQueue.RabbitMQ.Confirms;
using GoQueue.RabbitMQ.Connections;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>
/// One AMQP channel in confirm mode, from its opening to its end; a replacement is a new object. One caller writes at a time, inline; who
/// comes meanwhile leaves his message with the one who writes. The client's channel is seen by nobody else: a message that we do not
/// count would shift all numbers. Thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Close ends it, and what it owns is disposed when the client has let go.")]
internal sealed partial class ConfirmChannel
{
    private static readonly TimeSpan s_closeBound = TimeSpan.FromSeconds(5);

    private readonly Lock _sync = new();
    private readonly BrokerSession _session;
    private readonly IChannel _channel;
    private readonly RabbitMQTransport _transport;
    private readonly RabbitMQSettings _settings;
    private readonly MessageProperties _properties = new();
    private readonly OperationList _intake = new();
    private readonly ConfirmRing _ring;
    private readonly int _ringCapacity;
    private readonly CancellationTokenSource _epoch = new();
    private readonly TaskCompletionSource<ChannelFault> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _writerLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RejectionPatience _patience;
    private readonly bool _isQuarantine;
    private ChannelFault? _fault;
    private ulong _writingTag;
    private bool _writing;

    // Once the channel has ended: whether the others on it have been reported, and the one that was being written, where its write came to its end before that.
    private bool _isReported;
    private long _endedAt;
    private PublishOperation? _last;
    private Exception? _lastFailure;
    private Verdict _lastVerdict;
    private volatile bool _retiring;
    private int _load;

    public ConfirmChannel(
        IChannel channel, BrokerSession session, RabbitMQTransport transport, RabbitMQSettings settings, RejectionPatience patience, bool isQuarantine)
    {
        _patience = patience;
        _channel = channel;
        _session = session;
        _transport = transport;
        _settings = settings;
        _isQuarantine = isQuarantine;
        _ringCapacity = settings.MaxInFlightPerChannel * 4;
        _ring = new ConfirmRing(_ringCapacity);
        _timer = DefaultContext.CreateTimer(settings.Time, static state => ((ConfirmChannel)state!).OnTick(), this);
        channel.BasicAcksAsync += OnAckAsync;
        channel.BasicNacksAsync += OnNackAsync;
        channel.BasicReturnAsync += OnReturnAsync;
        channel.ChannelShutdownAsync += OnShutdownAsync;
        if (channel.CloseReason is { } reason)
        {
            Close(ChannelFault.From(reason, session.IsEnding));
        }
    }

    public bool IsOpen => Volatile.Read(ref _fault) is null;

    /// <summary>Messages that this channel has and the broker has not answered.</summary>
    public int Load => Volatile.Read(ref _load);

    /// <summary>Completes when the channel has ended and every message on it has been reported.</summary>
    public Task<ChannelFault> Closed => _closed.Task;

    /// <summary>Whether a message would be taken now. Only a hint: others may be faster.</summary>
    public bool HasRoom => IsOpen && !_retiring && Load < _settings.MaxInFlightPerChannel && _session.TakesMessages;

    /// <summary>Takes the message if there is room for it. Writes it before returning, or leaves it with the caller who is writing.</summary>
    public bool TrySend(PublishOperation operation)
    {
        ulong tag = 0;
        var isKept = false;
        var isSettled = false;
        lock (_sync)
        {
            if (_fault is not null || _retiring || !_session.TakesMessages || _load >= _settings.MaxInFlightPerChannel || _ring.Span + _intake.Count >= _ringCapacity)
            {
                return false;
            }

            Volatile.Write(ref _load, _load + 1);
            if (_writing)
            {
                Keep(operation);
                return true;
            }

            if (_intake.Count > 0 || !_session.Queue.TryEnter(isNew: true))
            {
                Keep(operation);
                isKept = true;
            }
            else if (TryRegister(operation))
            {
                _writing = true;
                tag = _writingTag;
            }
            else
            {
                isSettled = true;
            }
        }

        if (isSettled)
        {
            _session.Queue.Leave();
            _transport.Discard(operation);
        }
        else if (isKept)
        {
            _session.Queue.WantRoom();
        }
        else
        {
            WriteAll(operation, tag, isNew: true);
        }

        return true;
    }

    /// <summary>Under the lock.</summary>
    private void Keep(PublishOperation operation)
    {
        _intake.Append(operation);
        WatchDeadline(operation.Deadline);
    }

    /// <summary>The client takes messages again: writes what was kept meanwhile.</summary>
    public void Resume()
    {
        lock (_sync)
        {
            if (_fault is not null || _writing || _intake.Count == 0)
            {
                return;
            }

            _writing = true;
        }

        if (TryTakeNext(fault: null, isNew: false, isLast: false, out var operation, out var tag))
        {
            WriteAll(operation!, tag, isNew: false);
        }
    }

    /// <summary>Ends the channel: what is on it is reported as the fault says. Only the first call counts.</summary>
    public void Close(ChannelFault fault)
    {
        var unanswered = default(OperationChain);
        var unwritten = default(OperationChain);
        PublishOperation? writing;
        lock (_sync)
        {
            if (_fault is not null)
            {
                return;
            }

            _endedAt = _settings.Time.GetTimestamp();
            Volatile.Write(ref _fault, fault);

            // The message that is being written belongs to its writer until the write returns: the client may still read its body.
            writing = _writing ? _ring.Find(_writingTag) : null;
            _ring.TakeAll(_writing ? _writingTag : 0, ref unanswered);
            while (_intake.TakeFirst() is { } waiting)
            {
                unwritten.Add(waiting);
            }

            Volatile.Write(ref _load, _writing ? 1 : 0);
            if (!_writing)
            {
                StopTimer();
                _writerLeft.TrySetResult();
            }
        }

        // Not on this thread: it is the client's read loop, and callbacks of the token run inside Cancel.
        using (DefaultContext.Enter())
        {
            _ = _epoch.CancelAsync();
        }

        var lastVerdict = ReportLost(unanswered, unwritten, writing, fault);
        PublishOperation? last;
        lock (_sync)
        {
            _isReported = true;
            _lastVerdict = lastVerdict;
            last = _last;
            _last = null;
        }

        if (last is not null)
        {
            ReportLast(last, _lastFailure, fault);
        }

        using (DefaultContext.Enter())
        {
            _ = FinishAsync(fault);
        }
    }

    /// <summary>Closes the client's channel, in the background and within a bound: it may be in any state.</summary>
    private async Task FinishAsync(ChannelFault fault)
    {
        try
        {
            // Disposed under a writer, the client would strand it.
            await _writerLeft.Task.WaitAsync(s_closeBound, _settings.Time).ConfigureAwait(false);
            _closed.TrySetResult(fault);
            if (_channel.IsOpen)
            {
                await _channel.AbortAsync().WithinAsync(s_closeBound, _settings.Time).ConfigureAwait(false);
            }

            await _channel.DisposeAsync().AsTask().WithinAsync(s_closeBound, _settings.Time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A channel that cannot even be closed: its connection is not worth keeping.
            _session.Kill("a channel could not be closed", exception);
        }
        finally
        {
            _closed.TrySetResult(fault);
            await _timer.DisposeAsync().ConfigureAwait(false);
            _epoch.Dispose();
        }
    }
}
