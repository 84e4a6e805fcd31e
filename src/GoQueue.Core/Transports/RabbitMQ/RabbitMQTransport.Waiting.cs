using GoQueue.Delivery.Operations;
using GoQueue.Messages;
using GoQueue.Messages.Execution;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Waiting;

namespace GoQueue.Transports.RabbitMQ;

/// <summary>Messages for which there is no room now: their line, their bounds, and the pump that sends them when there is.</summary>
internal sealed partial class RabbitMQTransport
{
    private readonly Lock _waitingSync = new();
    private readonly OperationList _resends;
    private readonly OperationList _waiting;
    private readonly WaitingWatch _watch;
    private int _unorderedWaiting;
    private int _turn;
    private readonly WaitingPump _pump;

    private bool IsRefused => Array.Exists(_connections, static connection => connection.IsRefused);

    /// <summary>Bytes of bodies that wait their turn, in whatever line or stage.</summary>
    public ByteCount BytesWaiting { get; }

    public ByteCount? WaitingOf(OutgoingMessage message) => BytesWaiting;

    /// <summary>There may be room: whoever waits is sent.</summary>
    public void OnRoom() => _pump.OnRoom();

    /// <summary>A message has been put in a list of those that wait. Called under that list's lock.</summary>
    public void NoteWaiting(PublishOperation operation)
    {
        if (operation.AdmissionDeadline == long.MaxValue && _settings.AdmissionTimeout is { } bound && operation is { Attempts: 0, IsResend: false })
        {
            operation.AdmissionDeadline = _settings.Time.After(operation.Started, bound);
        }

        _pump.NoteWaiting();
        _watch.Start();
    }

    /// <summary>Says whether somebody still waits for a channel.</summary>
    private bool SendWaiting()
    {
        if (_isClosed)
        {
            FailWaiting(PublishFailures.Stopped);
            return false;
        }

        // One message of each line in turn: the bytes in flight are everybody's, and one line could take all that come free, each time. Where they are used up, whose turn it is has
        // the next ones, however many it needs, and nobody who comes later.
        var lacksBytes = false;
        for (var passed = 0; passed <= _slots.Length && !lacksBytes;)
        {
            var admission = _turn == _slots.Length ? SendFirstWaiting() : _slots[_turn].SendFirst();
            lacksBytes = admission == Admission.BytesUsedUp;
            if (!lacksBytes)
            {
                passed = admission == Admission.Taken ? 0 : passed + 1;
                _turn = (_turn + 1) % (_slots.Length + 1);
            }
        }

        _inFlight.IsAwaited = lacksBytes;
        return lacksBytes || Volatile.Read(ref _unorderedWaiting) != 0 || Array.Exists(_slots, static slot => slot.HasBacklog);
    }

    private Admission SendFirstWaiting()
    {
        if (TakeWaiting() is not { } operation)
        {
            return Admission.ChannelFull;
        }

        var weight = operation.Weight;
        var admission = Admission.Taken;
        if (operation.IsSettled)
        {
            operation.LeaveTransport();
        }
        else if ((admission = TrySendAnywhere(operation)) != Admission.Taken)
        {
            PutBack(operation);
        }

        BytesWaiting.Add(-weight);
        return admission;
    }

    private void Park(PublishOperation operation)
    {
        if (FailureOfNow(operation) is { } failure)
        {
            operation.Fail(failure);
            return;
        }

        lock (_waitingSync)
        {
            (operation.IsResend ? _resends : _waiting).Append(operation);
            Volatile.Write(ref _unorderedWaiting, _unorderedWaiting + 1);
            NoteWaiting(operation);
        }

        // The other half of the pump's fence: in line first, then the look for room.
        Interlocked.MemoryBarrier();
        if (_stopped || Array.Exists(_slots, static slot => slot.Channel is { HasRoom: true }))
        {
            _pump.Request();
        }
    }

    /// <summary>Takes the first one out of its line. It still counts as waiting, or another one would be let in before it has found a place.</summary>
    private PublishOperation? TakeWaiting()
    {
        lock (_waitingSync)
        {
            var line = _resends.Count > 0 ? _resends : _waiting;
            if (line.First is not { } operation)
            {
                return null;
            }

            BytesWaiting.Add(operation.Weight);
            line.Remove(operation);
            Volatile.Write(ref _unorderedWaiting, _unorderedWaiting - 1);
            return operation;
        }
    }

    private void PutBack(PublishOperation operation)
    {
        lock (_waitingSync)
        {
            (operation.IsResend ? _resends : _waiting).Prepend(operation);
            Volatile.Write(ref _unorderedWaiting, _unorderedWaiting + 1);
        }
    }

    /// <summary>Why a message that would have to wait fails at once; null where it may wait.</summary>
    public Exception? FailureOfNow(PublishOperation operation)
    {
        if (_stopped)
        {
            return PublishFailures.Stopped(operation);
        }

        if (OpenSession() is null)
        {
            foreach (var connection in _connections)
            {
                connection.RequestConnect();
            }

            return IsRefused ? Unavailable(operation) : null;
        }

        return _settings.FailsFastWhenBlocked && BlockedReason() is not null ? Blocked(operation) : null;
    }

    private void Sweep()
    {
        var (cause, fault) = WaitReason();
        var sweep = new WaitingSweep(_settings.Time.GetTimestamp(), cause, fault, _settings.AdmissionTimeout, new OperationList());
        lock (_waitingSync)
        {
            sweep.Over(_resends);
            sweep.Over(_waiting);
            Volatile.Write(ref _unorderedWaiting, _resends.Count + _waiting.Count);
        }

        foreach (var line in _lines)
        {
            line.Sweep(sweep);
        }

        while (sweep.Settled.TakeFirst() is { } operation)
        {
            operation.LeaveTransport();
        }
    }

    private bool AnyoneWaits()
        => Volatile.Read(ref _unorderedWaiting) != 0 || Array.Exists(_lines, static line => line.WaitingCount != 0);

    private void FailWaiting(Func<PublishOperation, Exception> failure)
    {
        var failed = new OperationList();
        lock (_waitingSync)
        {
            _resends.MoveAllTo(failed);

            _waiting.MoveAllTo(failed);

            Volatile.Write(ref _unorderedWaiting, 0);
        }

        foreach (var line in _lines)
        {
            line.TakeAll(failed);
        }

        while (failed.TakeFirst() is { } operation)
        {
            operation.Fail(failure(operation));
        }
    }

    private (string Cause, Exception? Fault) WaitReason()
    {
        if (OpenSession() is null)
        {
            // An exception of its own where there is no other: the type of the failure is chosen by it.
            var fault = LastFault();
            return ($"there is no connection to {_settings.Description}: {FaultText()}.", fault?.Exception ?? new ConnectFailedException(fault ?? NotYetConnected));
        }

        return BlockedReason() is { } reason
            ? ($"the broker takes no messages ({reason}); free its memory or disk.", null)
            : ("all channels are full; publish slower, or raise ChannelPoolSize, MaxInFlightPerChannel or MaxInFlightBytes.", null);
    }

    private static ConnectFault NotYetConnected { get; } = new("the first connect has not ended", IsFatal: false, null);

    private ConnectFault? LastFault() => Array.Find(_connections, static connection => connection.LastFault is not null)?.LastFault;

    private string FaultText() => (LastFault() ?? NotYetConnected).Text;

    /// <summary>Why no connection takes messages; null where one does.</summary>
    private string? BlockedReason()
    {
        string? reason = null;
        foreach (var connection in _connections)
        {
            if (connection.Session is not { IsOpen: true } session)
            {
                continue;
            }

            if (!session.IsBlocked)
            {
                return null;
            }

            reason = session.BlockedReason;
        }

        return reason;
    }

    private Exception Unavailable(PublishOperation operation) => operation.UnknownAttempts > 0
        ? PublishFailures.OutcomeUnknown(operation, $"{FaultText()}.", LastFault()?.Exception)
        : new BrokerUnavailableException(
            operation.Message.Identity,
            operation.Attempts,
            $"{PublishFailures.SentenceStart(operation)} was not sent: there is no connection to {_settings.Description}: {FaultText()}.",
            LastFault()?.Exception);

    private PublishQueueFullException LineFull(PublishOperation operation) =>
        PublishFailures.QueueFull(operation, BytesWaiting, $"four times MaxInFlightBytes is the most ({WaitReason().Cause.TrimEnd('.')})");

    private Exception Blocked(PublishOperation operation) => operation.UnknownAttempts > 0
        ? PublishFailures.OutcomeUnknown(operation, $"the broker takes no messages ({BlockedReason()}).", null)
        : new BrokerBlockedException(
            operation.Message.Identity,
            operation.Attempts,
            $"{PublishFailures.SentenceStart(operation)} was not sent: the broker takes no messages ({BlockedReason()}) and BlockedPolicy is FailFast; free its memory or disk, or choose BlockedPolicy.Wait.");
}
