namespace GoQueue.Delivery.Operations;

/// <summary>
/// The operation's message id. It is given back when the operation is settled, before the caller has its result, so
/// that the caller may publish with it again at once. What the broker may still answer is remembered until the
/// transport has let go.
/// </summary>
internal sealed partial class PublishOperation
{
    private const int NotOnWire = 0;
    private const int OnWire = 1;
    private const int LeftWire = 2;

    private int _heldIds;
    private int _wire;

    /// <summary>Takes the id, or returns why it cannot be had.</summary>
    private Exception? TakeId(OperationEngine engine)
    {
        if (Message.HasGivenId)
        {
            if (!engine.Ids.TryHold(Message))
            {
                return PublishFailures.Refused(
                    this,
                    $"A message of {Message.Topic}/{Message.Action} with the id '{Message.MessageId}' is under way already: wait for its result, or give this message another id.",
                    cause: null);
            }

            _heldIds = 1;
        }

        if (Message.HasGivenId || IsAttempt || IsStored)
        {
            // Its id may be that of an earlier publish or attempt that the broker has not answered. Generated ids do
            // not meet others.
            Message.Repetition = engine.Ids.Enter(Message);
            _wire = OnWire;
        }

        return null;
    }

    /// <summary>By the thread that settled it, before the caller has its result.</summary>
    /// <param name="isUnanswered">Whether the broker may still answer.</param>
    private void ReleaseId(bool isUnanswered)
    {
        ReleaseHeldId();
        if (!isUnanswered)
        {
            if (Volatile.Read(ref _wire) == OnWire)
            {
                LeaveWire();
            }
        }
        else if (Volatile.Read(ref _wire) == NotOnWire)
        {
            // The caller may publish with the generated id again, as the exception advises.
            _engine!.Ids.Enter(Message);
            if (Interlocked.CompareExchange(ref _wire, OnWire, NotOnWire) != NotOnWire)
            {
                _engine.Ids.Leave(Message);
            }
        }
    }

    // Atomic: an operation that is admitted late is settled by another thread.
    private void ReleaseHeldId()
    {
        if (Volatile.Read(ref _heldIds) != 0 && Interlocked.Exchange(ref _heldIds, 0) != 0)
        {
            _engine!.Ids.Release(Message);
        }
    }

    private void LeaveWire()
    {
        if (Interlocked.Exchange(ref _wire, LeftWire) == OnWire)
        {
            _engine!.Ids.Leave(Message);
        }
    }
}
