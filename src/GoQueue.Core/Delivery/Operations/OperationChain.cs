namespace GoQueue.Delivery.Operations;

/// <summary>Operations taken out under a lock, to be reported after it: singly linked through <see cref="PublishOperation.Next"/>.</summary>
internal struct OperationChain
{
    private PublishOperation? _first;
    private PublishOperation? _last;

    public readonly bool IsEmpty => _first is null;

    public int Count { get; private set; }

    /// <summary>What the operations in it count against the byte budget.</summary>
    public long Weight { get; private set; }

    public void Add(PublishOperation operation)
    {
        operation.Next = null;
        if (_last is null)
        {
            _first = operation;
        }
        else
        {
            _last.Next = operation;
        }

        _last = operation;
        Count++;
        Weight += operation.Weight;
    }

    /// <summary>The place, from 0, of the first or the last operation that matches; -1 = none.</summary>
    public readonly int IndexOf(Func<PublishOperation, bool> matches, bool last)
    {
        var found = -1;
        var index = 0;
        for (var operation = _first; operation is not null && (found < 0 || last); operation = operation.Next, index++)
        {
            if (matches(operation))
            {
                found = index;
            }
        }

        return found;
    }

    /// <summary>Takes the next one out. It may be used again by another message as soon as it is reported, so the link is read first.</summary>
    public PublishOperation? Take()
    {
        var first = _first;
        if (first is not null)
        {
            _first = first.Next;
            first.Next = null;
            if (_first is null)
            {
                _last = null;
            }
        }

        return first;
    }
}
