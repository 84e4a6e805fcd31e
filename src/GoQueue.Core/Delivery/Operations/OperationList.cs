namespace GoQueue.Delivery.Operations;

/// <summary>
/// Operations in a row, linked through themselves: no memory of its own, and anything in it is removed in one step. Guarded by its owner's lock.
/// </summary>
/// <param name="bytes">Counts what is in it, perhaps together with other lists.</param>
internal sealed class OperationList(ByteCount? bytes = null)
{
    private PublishOperation? _last;

    // Where the last one was put in sequence; it may have left since, and be in another list.
    private PublishOperation? _inserted;

    public PublishOperation? First { get; private set; }

    public PublishOperation? Last => _last;

    public int Count { get; private set; }

    public void Append(PublishOperation operation) => InsertAfter(_last, operation);

    /// <summary>Moves all operations behind those of another list, in their order.</summary>
    public void MoveAllTo(OperationList list)
    {
        while (TakeFirst() is { } operation)
        {
            list.Append(operation);
        }
    }

    /// <summary>
    /// Puts an operation before all with a higher sequence. They come in their order, a whole line of them at once, so it looks from where the last one was put; the first one's place is
    /// near the front.
    /// </summary>
    public void InsertInSequence(PublishOperation operation)
    {
        var previous = _inserted?.List == this ? _inserted : null;
        while (previous is not null && previous.Sequence >= operation.Sequence)
        {
            previous = previous.Previous;
        }

        for (var next = previous is null ? First : previous.Next; next is not null && next.Sequence < operation.Sequence; next = next.Next)
        {
            previous = next;
        }

        InsertAfter(previous, operation);
        _inserted = operation;
    }

    public PublishOperation? TakeFirst()
    {
        var first = First;
        if (first is not null)
        {
            Remove(first);
        }

        return first;
    }

    public void Prepend(PublishOperation operation) => InsertAfter(null, operation);

    public void Remove(PublishOperation operation)
    {
        var (previous, next) = (operation.Previous, operation.Next);
        if (previous is null)
        {
            First = next;
        }
        else
        {
            previous.Next = next;
        }

        if (next is null)
        {
            _last = previous;
        }
        else
        {
            next.Previous = previous;
        }

        operation.Previous = operation.Next = null;
        operation.List = null;
        Count--;
        bytes?.Add(-operation.Weight);
    }

    /// <param name="previous">What it follows; null to put it at the front.</param>
    /// <param name="operation">The operation.</param>
    public void InsertAfter(PublishOperation? previous, PublishOperation operation)
    {
        var next = previous is null ? First : previous.Next;
        operation.Previous = previous;
        operation.Next = next;
        operation.List = this;
        if (previous is null)
        {
            First = operation;
        }
        else
        {
            previous.Next = operation;
        }

        if (next is null)
        {
            _last = operation;
        }
        else
        {
            next.Previous = operation;
        }

        Count++;
        bytes?.Add(operation.Weight);
    }
}
