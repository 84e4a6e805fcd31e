namespace GoQueue.Operations;

/// <summary>
/// Operations in a row, linked through themselves: no memory of its own, and anything in it is removed in one step. Guarded by its owner's lock.
/// </summary>
/// <param name="bytes">Counts what is in it, perhaps together with other lists.</param>
internal sealed class OperationList(ByteCount? bytes = null)
{
    private PublishOperation? _last;

    public PublishOperation? First { get; private set; }

    public int Count { get; private set; }

    public void Append(PublishOperation operation) => InsertAfter(_last, operation);

    /// <summary>Puts an operation before all with a higher sequence. Those that come again are near the front, so it looks from there.</summary>
    public void InsertInSequence(PublishOperation operation)
    {
        PublishOperation? previous = null;
        for (var next = First; next is not null && next.Sequence < operation.Sequence; next = next.Next)
        {
            previous = next;
        }

        InsertAfter(previous, operation);
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

    private void InsertAfter(PublishOperation? previous, PublishOperation operation)
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
