using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Waiting;

namespace GoQueue.Transports.RabbitMQ;

/// <summary>
/// The permanent place of a channel in the pool: its current channel, and the messages with an ordering key that may go nowhere else.
/// Thread-safe.
/// </summary>
internal sealed class ChannelSlot(RabbitMQTransport transport, bool ordersThroughRetries) : IOrderingOwner, IWaitingLine
{
    private readonly Lock _sync = new();
    private readonly OperationList _backlog = new(transport.BytesWaiting);
    private readonly OrderedKeys? _keys = ordersThroughRetries ? new OrderedKeys(transport.BytesWaiting) : null;
    private ConfirmChannel? _channel;
    private ConfirmChannel? _borrowed;
    private long _sequence;
    private bool _draining;

    // Messages of ordering keys that are elsewhere: sent alone, over another connection, or waiting for news of their exchange.
    private int _blockers;

    /// <summary>The channel, or null while there is none.</summary>
    public ConfirmChannel? Channel => Volatile.Read(ref _channel);

    /// <summary>
    /// The channel for messages with an ordering key: another slot's where the broker allowed this one none. Kept until what was on it is reported, even when this slot has its own by
    /// then: what is under way on it would be overtaken.
    /// </summary>
    public ConfirmChannel? OrderedChannel => Volatile.Read(ref _borrowed) is { Closed.IsCompleted: false } borrowed ? borrowed : Channel;

    /// <summary>Whether what is sent here is sent alone, to see what it does to its connection.</summary>
    public bool IsIsolating { get; init; }

    /// <summary>Why there is none, where the broker said so.</summary>
    public string? Fault { get; set; }

    public int Load => Channel?.Load ?? 0;

    int IWaitingLine.WaitingCount => BacklogCount;

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

    /// <summary>Uses another slot's channel, unless it has one already.</summary>
    public void Borrow(ConfirmChannel channel)
    {
        lock (_sync)
        {
            if (OrderedChannel is not { Closed.IsCompleted: false })
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

        // In line first, then the look for room: whoever made room in between did not see this message, and neither did who closed the publisher.
        Interlocked.MemoryBarrier();
        if (transport.IsClosed || OrderedChannel is { HasRoom: true })
        {
            transport.OnRoom();
        }
    }

    /// <summary>A message with an ordering key takes its place here and is elsewhere: until it comes, or is through, nothing later goes, or it would be overtaken.</summary>
    public void ReserveOrder(PublishOperation operation)
    {
        lock (_sync)
        {
            TakePlaceLocked(operation);
            if (!operation.BlocksOrder)
            {
                operation.BlocksOrder = true;
                operation.OrderingOwner = this;
                _blockers++;
            }
        }
    }

    /// <summary>False where something is left in the backlog: the message, or one that came while it was being sent.</summary>
    private bool TrySendOrdered(PublishOperation operation)
    {
        ConfirmChannel? channel;
        lock (_sync)
        {
            TakePlaceLocked(operation);
            if (operation.BlocksOrder)
            {
                operation.BlocksOrder = false;
                operation.OrderingOwner = _keys is null ? null : this;
                _blockers--;
            }

            // The one channel from here on: another one that is open a moment later would be ahead of what comes back from this one.
            channel = OrderedChannel;
            if (_backlog.Count > 0 || _draining || _blockers > 0 || channel is not { HasRoom: true })
            {
                KeepLocked(operation);
                return false;
            }

            if (!HasKeyLocked(operation))
            {
                return true;
            }

            // The slot is this caller's until the message has found its place.
            _draining = true;
        }

        var isSent = transport.TrySendNew(channel, operation) == Admission.Taken;
        lock (_sync)
        {
            _draining = false;
            if (!isSent)
            {
                KeepLocked(operation);
            }

            return _backlog.Count == 0;
        }
    }

    /// <summary>Sends the first of those that the slot has kept, if there is room.</summary>
    public Admission SendFirst()
    {
        PublishOperation? first;
        ConfirmChannel? channel;
        int weight;
        lock (_sync)
        {
            channel = OrderedChannel;
            if (_draining || _blockers > 0 || channel is not { HasRoom: true } || (first = _backlog.First) is null)
            {
                return Admission.ChannelFull;
            }

            // It still counts as waiting, or another one would be let in before it has found a place.
            weight = first.Weight;
            transport.BytesWaiting.Add(weight);
            _backlog.Remove(first);
            if (!HasKeyLocked(first))
            {
                transport.BytesWaiting.Add(-weight);
                return Admission.Taken;
            }

            _draining = true;
        }

        var admission = transport.TrySend(channel, first);
        lock (_sync)
        {
            _draining = false;
            if (admission != Admission.Taken)
            {
                KeepLocked(first);
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
            _backlog.MoveAllTo(into);

            _keys?.TakeAll(into);
        }
    }

    /// <summary>The message of an ordering key is through: the next one goes to the pump, because this may be the thread that reads a connection.</summary>
    public void ReleaseKey(PublishOperation operation)
    {
        lock (_sync)
        {
            var blockedOrder = operation.BlocksOrder;
            if (blockedOrder)
            {
                operation.BlocksOrder = false;
                _blockers--;
            }

            if (_keys?.ReleaseKey(operation, this) is { } next)
            {
                KeepLocked(next);
            }
            else if (!blockedOrder)
            {
                return;
            }
        }

        transport.OnRoom();
    }

    private void TakePlaceLocked(PublishOperation operation)
    {
        if (operation.Sequence == 0)
        {
            operation.Sequence = ++_sequence;
        }
    }

    /// <summary>Whether the message is the one of its key. If not, an older one is in the way, and that one's end releases it.</summary>
    private bool HasKeyLocked(PublishOperation operation)
    {
        if (_keys is null || _keys.TryTake(operation, this))
        {
            return true;
        }

        transport.NoteWaiting(operation);
        return false;
    }

    private void KeepLocked(PublishOperation operation)
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
