using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Waiting;

namespace GoQueue.Transports.RabbitMQ;

/// <summary>Which way a message takes: to its exchange's news, to its slot, to any channel that has room, into the line, or alone.</summary>
internal sealed partial class RabbitMQTransport
{
    public void Send(PublishOperation operation)
    {
        if (operation.Weight == 0)
        {
            if (Refusal(operation) is { } reason)
            {
                operation.RefuseUnsent(reason);
                return;
            }

            var weight = Math.Max(1, operation.Message.Body.Length);
            if (!operation.IsAdmitted && BytesWaiting.IsFull(weight))
            {
                operation.Fail(LineFull(operation));
                return;
            }

            operation.Weight = weight;
            EnsureStarted();
        }

        if (operation.MayBePoison)
        {
            Suspect(operation);
        }
        else if (Exchanges.IsKnown(operation.Message.Exchange))
        {
            Dispatch(operation);
        }
        else
        {
            Exchanges.Verify(operation);
        }
    }

    /// <summary>Sends a message whose exchange is known to be there.</summary>
    public void Dispatch(PublishOperation operation)
    {
        if (operation.Message.OrderingKey is { } key)
        {
            if (FailureOfNow(operation) is { } failure)
            {
                operation.Fail(failure);
                return;
            }

            GetSlot(key).SendOrdered(operation);
        }
        else if (Volatile.Read(ref _unorderedWaiting) != 0 || _inFlight.IsAwaited || TrySendAnywhere(operation) is not Admission.Taken)
        {
            Park(operation);
        }
    }

    /// <summary>Sends over this channel if it and the byte budget have room. Once taken, the message is not the caller's any more.</summary>
    public Admission TrySend(ConfirmChannel? channel, PublishOperation operation)
    {
        if (channel is not { HasRoom: true })
        {
            return Admission.ChannelFull;
        }

        var weight = operation.Weight;
        if (!_inFlight.TryTake(weight))
        {
            return Admission.BytesUsedUp;
        }

        if (channel.TrySend(operation))
        {
            return Admission.Taken;
        }

        _inFlight.Give(weight);
        return Admission.ChannelFull;
    }

    /// <summary>The same for a message with an ordering key that has just come: those that wait for bytes, or for any channel, have their turns first.</summary>
    public Admission TrySendNew(ConfirmChannel? channel, PublishOperation operation) =>
        _inFlight.IsAwaited || Volatile.Read(ref _unorderedWaiting) != 0 ? Admission.ChannelFull : TrySend(channel, operation);

    /// <summary>The same for a suspect, which waits for nobody's bytes: it is one message, and holds up those of its ordering key.</summary>
    public bool TrySendIsolated(ConfirmChannel channel, PublishOperation operation)
    {
        var weight = operation.Weight;
        _inFlight.Take(weight);
        if (channel.TrySend(operation))
        {
            return true;
        }

        _inFlight.Give(weight);
        return false;
    }

    /// <summary>Messages have left a channel: their bytes are free, and there may be room for those who wait.</summary>
    public void ReleaseBytes(in OperationChain operations)
    {
        if (!operations.IsEmpty)
        {
            ReleaseBytes(operations.Weight);
        }
    }

    public void ReleaseBytes(PublishOperation operation) => ReleaseBytes((long)operation.Weight);

    /// <summary>A message that the channel found settled before it was written.</summary>
    public void Discard(PublishOperation operation)
    {
        ReleaseBytes(operation);
        operation.LeaveTransport();
    }

    /// <summary>A message that its channel took and did not write: it is sent elsewhere, ahead of newer ones.</summary>
    public void Reroute(PublishOperation operation)
    {
        if (operation.MayBePoison)
        {
            Suspect(operation);
        }
        else if (operation.Message.OrderingKey is not null)
        {
            Dispatch(operation);
        }
        else
        {
            Park(operation);
        }
    }

    /// <summary>A message waits for news of its exchange: later ones of its ordering key wait for it.</summary>
    public void ReserveOrder(PublishOperation operation)
    {
        if (operation.Message.OrderingKey is { } key)
        {
            GetSlot(key).ReserveOrder(operation);
        }
    }

    private static string? Refusal(PublishOperation operation)
    {
        try
        {
            return MessageGuards.Check(operation);
        }
        catch (Exception exception)
        {
            // Lists and dictionaries are the caller's own.
            return $"The value of a header cannot be read ({exception.GetType().Name}): leave lists and dictionaries alone until the publish has ended.";
        }
    }

    private ChannelSlot GetSlot(string orderingKey) => _slots[(uint)orderingKey.GetHashCode(StringComparison.Ordinal) % (uint)_slots.Length];

    private void Suspect(PublishOperation operation)
    {
        if (FailureOfNow(operation) is { } failure)
        {
            operation.Fail(failure);
        }
        else
        {
            ReserveOrder(operation);
            PoisonIsolator.Add(operation);
            if (_stopped)
            {
                // In line first, then the look: closing may have emptied the lines before.
                _pump.Request();
            }
        }
    }

    private void ReleaseBytes(long weight)
    {
        _inFlight.Give(weight);
        OnRoom();
    }

    private Admission TrySendAnywhere(PublishOperation operation)
    {
        ChannelSlot? best = null;
        var least = int.MaxValue;
        foreach (var slot in _slots)
        {
            if (slot.Channel is { HasRoom: true } channel && channel.Load < least)
            {
                best = slot;
                least = channel.Load;
            }
        }

        var admission = TrySend(best?.Channel, operation);
        for (var i = 0; i < _slots.Length && best is not null && admission == Admission.ChannelFull; i++)
        {
            if (_slots[i] != best)
            {
                admission = TrySend(_slots[i].Channel, operation);
            }
        }

        return admission;
    }
}
