using System.Numerics;
using GoQueue.Delivery.Operations;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>
/// What one channel has sent and the broker has not answered: a ring of slots by sequence number. The broker counts the messages of a channel from 1, and so do
/// we: a message's number is its place among those that were queued. Confirms cost one step per message, in whatever order they come. Not
/// thread-safe: the channel's lock guards it.
/// </summary>
internal sealed class ConfirmRing
{
    private readonly PublishOperation?[] _slots;
    private readonly ulong _mask;
    private ulong _next;
    private ulong _low;

    /// <param name="capacity">At least this many slots; more than may be in flight, because one slow confirm keeps later slots from being reused.</param>
    /// <param name="firstTag">The first sequence number; 1 but in tests of the far end.</param>
    public ConfirmRing(int capacity, ulong firstTag = 1)
    {
        _slots = new PublishOperation?[(int)BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = (ulong)_slots.Length - 1;
        _next = _low = firstTag;
    }

    /// <summary>Messages without an answer.</summary>
    public int Count { get; private set; }

    /// <summary>Slots in use, answered ones between unanswered ones included: at most the capacity.</summary>
    public int Span => (int)(_next - _low);

    /// <summary>The message that has waited longest, or null.</summary>
    public PublishOperation? Oldest => Count == 0 ? null : _slots[_low & _mask];

    /// <summary>Takes a message in that was queued. Its confirm waits for the channel's lock.</summary>
    public ulong Add(PublishOperation operation)
    {
        var tag = _next++;
        _slots[tag & _mask] = operation;
        Count++;
        return tag;
    }

    /// <summary>
    /// Takes out what a confirm (ack or nack) speaks of. Tags already answered are ignored. False for a tag that was never given out: then the
    /// broker and we do not count alike, and nothing this channel says can be trusted.
    /// </summary>
    public bool TryTake(ulong tag, bool multiple, ref OperationChain taken)
    {
        if (multiple && tag == 0)
        {
            // AMQP 0-9-1, basic.ack: "If the multiple field is 1, and the delivery tag is zero, this indicates … all outstanding messages."
            tag = _next - 1;
        }

        if (tag == 0 || tag >= _next)
        {
            return multiple && tag == _next - 1;
        }

        if (tag < _low)
        {
            return true;
        }

        if (multiple)
        {
            while (_low <= tag)
            {
                TakeSlot(_low++, ref taken);
            }
        }
        else
        {
            TakeSlot(tag, ref taken);
        }

        // Slots that were answered out of order make room together.
        while (_low < _next && _slots[_low & _mask] is null)
        {
            _low++;
        }

        return true;
    }

    /// <summary>
    /// Marks the message that came back; the confirm that follows ends it. The mark tells messages with one id,
    /// exchange and routing key apart; if the broker did not send it back, it is the oldest of them that has not come
    /// back before.
    /// </summary>
    public bool MarkReturned(in ReturnedMessage returned)
    {
        PublishOperation? oldest = null;
        for (var tag = _low; tag < _next; tag++)
        {
            if (_slots[tag & _mask] is { ReturnCode: 0 } operation && returned.Names(operation.Message))
            {
                if (operation.Message.Repetition == returned.Repetition)
                {
                    operation.ReturnCode = returned.ReplyCode;
                    return true;
                }

                oldest ??= operation;
            }
        }

        if (oldest is null)
        {
            return false;
        }

        oldest.ReturnCode = returned.ReplyCode;
        return true;
    }

    /// <summary>The message with this number, or null.</summary>
    public PublishOperation? Find(ulong tag) => tag >= _low && tag < _next ? _slots[tag & _mask] : null;

    /// <summary>The numbers in use, for walks over everything in flight.</summary>
    public (ulong Low, ulong Next) Range => (_low, _next);

    /// <summary>Takes everything out, oldest first.</summary>
    /// <param name="left">The position on the wire from which on nothing has left.</param>
    /// <param name="sent">What had left, at least in part.</param>
    /// <param name="unsent">What had not.</param>
    public void TakeAll(long left, ref OperationChain sent, ref OperationChain unsent)
    {
        for (var tag = _low; tag < _next; tag++)
        {
            if (Find(tag) is { } operation)
            {
                TakeSlot(tag, ref operation.WirePosition >= left ? ref unsent : ref sent);
            }
        }
    }

    private void TakeSlot(ulong tag, ref OperationChain taken)
    {
        ref var slot = ref _slots[tag & _mask];
        if (slot is not null)
        {
            taken.Add(slot);
            slot = null;
            Count--;
        }
    }
}
