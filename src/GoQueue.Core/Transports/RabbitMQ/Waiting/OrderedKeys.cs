using GoQueue.Delivery.Operations;

namespace GoQueue.Transports.RabbitMQ.Waiting;

/// <summary>
/// One message of each ordering key at a time, where rejected ones are sent again: the later ones wait here until it is through. Guarded by the
/// slot's lock.
/// </summary>
internal sealed class OrderedKeys(ByteCount waitingBytes)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Stack<Entry> _idle = new();

    public int WaitingCount { get; private set; }

    /// <summary>Takes the key for the message, or keeps the message until the key is free.</summary>
    public bool TryTake(PublishOperation operation, IOrderingOwner owner)
    {
        var key = operation.Message.OrderingKey!;
        if (!_entries.TryGetValue(key, out var entry))
        {
            entry = _idle.TryPop(out var idle) ? idle : new Entry(waitingBytes);
            entry.Current = operation;
            operation.OrderingOwner = owner;
            _entries.Add(key, entry);
            return true;
        }

        if (entry.Current == operation)
        {
            return true;
        }

        entry.Waiting.Append(operation);
        WaitingCount++;
        return false;
    }

    /// <summary>The key's message is through: the next one has the key, or nobody. A message that ends before it has the key changes nothing.</summary>
    public PublishOperation? ReleaseKey(PublishOperation operation, IOrderingOwner owner)
    {
        var key = operation.Message.OrderingKey!;
        if (!_entries.TryGetValue(key, out var entry) || entry.Current != operation)
        {
            return null;
        }

        if (entry.Waiting.TakeFirst() is { } next)
        {
            WaitingCount--;
            next.OrderingOwner = owner;
            entry.Current = next;
            return next;
        }

        entry.Current = null;
        _entries.Remove(key);
        _idle.Push(entry);
        return null;
    }

    public void Sweep(in WaitingSweep sweep)
    {
        foreach (var (_, entry) in _entries)
        {
            WaitingCount -= entry.Waiting.Count;
            sweep.Over(entry.Waiting);
            WaitingCount += entry.Waiting.Count;
        }
    }

    public void TakeAll(OperationList into)
    {
        foreach (var (_, entry) in _entries)
        {
            entry.Waiting.MoveAllTo(into);
        }

        WaitingCount = 0;
    }

    private sealed class Entry(ByteCount waitingBytes)
    {
        public PublishOperation? Current { get; set; }

        public OperationList Waiting { get; } = new(waitingBytes);
    }
}
