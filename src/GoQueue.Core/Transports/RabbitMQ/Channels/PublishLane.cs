using GoQueue.Operations;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>
/// The permanent place of a channel in the pool: its current channel, and the messages with an ordering key that may go nowhere else.
/// Thread-safe.
/// </summary>
internal sealed class PublishLane(RabbitMQTransport transport, bool ordersThroughRetries) : IOrderingOwner
{
    private readonly Lock _sync = new();
    private readonly OperationList _backlog = new(transport.BytesWaiting);
    private readonly OrderedKeys? _keys = ordersThroughRetries ? new OrderedKeys(transport.BytesWaiting) : null;
    private ConfirmChannel? _channel;
    private ConfirmChannel? _borrowed;
    private long _sequence;
    private bool _draining;

    // Messages of ordering keys that are sent alone, over another connection.
    private int _alone;

    /// <summary>The channel, or null while there is none.</summary>
    public ConfirmChannel? Channel => Volatile.Read(ref _channel);

    /// <summary>
    /// The channel for messages with an ordering key: another lane's where the broker allowed this one none. Kept as long as it is open, even when this lane has its own by
    /// then: what is under way on it would be overtaken.
    /// </summary>
    public ConfirmChannel? OrderedChannel => Volatile.Read(ref _borrowed) is { IsOpen: true } borrowed ? borrowed : Channel;

    /// <summary>Whether what is sent here is sent alone, to see what it does to its connection.</summary>
    public bool IsQuarantine { get; init; }

    /// <summary>Why there is none, where the broker said so.</summary>
    public string? Fault { get; set; }

    public int Load => Channel?.Load ?? 0;

    public int BacklogCount
    {
        get
        {
            lock (_sync)
            {
                return _backlog.Count + (_keys?.WaitingCount ?? 0);
            }
        }
    }

    public bool HasBacklog
    {
        get
        {
            lock (_sync)
            {
                return _backlog.Count > 0;
            }
        }
    }

    public void Open(ConfirmChannel channel)
    {
        Fault = null;
        Volatile.Write(ref _channel, channel);
    }

    /// <summary>Uses another lane's channel, unless it has one already that is open.</summary>
    public void Borrow(ConfirmChannel channel)
    {
        lock (_sync)
        {
            if (OrderedChannel is not { IsOpen: true })
            {
                Volatile.Write(ref _borrowed, channel);
            }
        }
    }

    public void Close(ConfirmChannel channel) => Interlocked.CompareExchange(ref _channel, null, channel);

    /// <summary>
    /// Sends a message with an ordering key, or keeps it in its place. The place is taken at the first call: a message that comes again goes ahead of
    /// all that were published later.
    /// </summary>
    public void SendOrdered(PublishOperation operation)
    {
        if (TrySendOrdered(operation))
        {
            return;
        }

        // In line first, then the look for room: whoever made room in between did not see this message.
        Interlocked.MemoryBarrier();
        if (OrderedChannel is { HasRoom: true })
        {
            transport.OnRoom();
        }
    }

    /// <summary>A message with an ordering key is to be sent alone, elsewhere: until it is through nothing later goes, or it would be overtaken.</summary>
    public void HoldFor(PublishOperation operation)
    {
        lock (_sync)
        {
            if (!operation.IsAlone)
            {
                operation.IsAlone = true;
                operation.OrderingOwner = this;
                _alone++;
            }
        }
    }

    /// <summary>False where something is left in the backlog: the message, or one that came while it was being sent.</summary>
    private bool TrySendOrdered(PublishOperation operation)
    {
        lock (_sync)
        {
            if (operation.Sequence == 0)
            {
                operation.Sequence = ++_sequence;
            }

            if (_keys is not null && !_keys.TryTake(operation, this))
            {
                // Not the channel but an older message of its key is in the way: that one's end releases it.
                transport.NoteWaiting(operation);
                return true;
            }

            if (_backlog.Count > 0 || _draining || _alone > 0 || OrderedChannel is not { HasRoom: true })
            {
                Keep(operation);
                return false;
            }

            // The lane is this caller's until the message has found its place.
            _draining = true;
        }

        var isSent = transport.TrySendNew(OrderedChannel, operation) == Admission.Taken;
        lock (_sync)
        {
            _draining = false;
            if (!isSent)
            {
                Keep(operation);
            }

            return _backlog.Count == 0;
        }
    }

    /// <summary>Sends the first of those that the lane has kept, if there is room.</summary>
    public Admission SendFirst()
    {
        PublishOperation? first;
        int weight;
        lock (_sync)
        {
            if (_draining || _alone > 0 || OrderedChannel is not { HasRoom: true } || (first = _backlog.First) is null)
            {
                return Admission.ChannelFull;
            }

            // It still counts as waiting, or another one would be let in before it has found a place.
            weight = first.Weight;
            transport.BytesWaiting.Add(weight);
            _backlog.Remove(first);
            _draining = true;
        }

        var admission = transport.TrySend(OrderedChannel, first);
        lock (_sync)
        {
            _draining = false;
            if (admission != Admission.Taken)
            {
                Keep(first);
            }

            transport.BytesWaiting.Add(-weight);
        }

        return admission;
    }

    /// <summary>Takes out what has waited too long, or whose caller has his result.</summary>
    public void Sweep(in WaitingSweep sweep)
    {
        lock (_sync)
        {
            sweep.Over(_backlog);
            _keys?.Sweep(sweep);
        }
    }

    /// <summary>Takes everything out.</summary>
    public void TakeAll(OperationList into)
    {
        lock (_sync)
        {
            while (_backlog.TakeFirst() is { } operation)
            {
                into.Append(operation);
            }

            _keys?.TakeAll(into);
        }
    }

    /// <summary>The message of an ordering key is through: the next one goes to the pump, because this may be the client's read loop.</summary>
    public void Release(PublishOperation operation)
    {
        lock (_sync)
        {
            var wasAlone = operation.IsAlone;
            if (wasAlone)
            {
                operation.IsAlone = false;
                _alone--;
            }

            if (_keys?.Release(operation, this) is { } next)
            {
                Keep(next);
            }
            else if (!wasAlone)
            {
                return;
            }
        }

        transport.OnRoom();
    }

    private void Keep(PublishOperation operation)
    {
        if (operation.Sequence < _sequence)
        {
            _backlog.InsertInSequence(operation);
        }
        else
        {
            _backlog.Append(operation);
        }

        transport.NoteWaiting(operation);
    }
}
