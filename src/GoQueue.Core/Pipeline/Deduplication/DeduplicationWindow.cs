using GoQueue.Operations;

namespace GoQueue.Pipeline;

/// <summary>
/// The ids that were confirmed lately, and those under way. One short lock per message; nothing is awaited and nobody is called under it.
/// Thread-safe.
/// </summary>
internal sealed class DeduplicationWindow(DeduplicationOptions options, TimeProvider time)
{
    private readonly Lock _sync = new();
    private readonly Dictionary<MessageKey, DeduplicationEntry> _entries = [];

    // In the order of their confirmation, so that the oldest is at the front.
    private readonly Queue<DeduplicationEntry> _confirmed = new();

    /// <summary>For people.</summary>
    public string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"by id, {options.Window} or {options.Capacity:N0} ids");

    /// <summary>How many ids it knows.</summary>
    public int Count
    {
        get
        {
            lock (_sync)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>
    /// Lets the first message with its id pass. Others are taken: they get the first one's outcome, at once where that is known.
    /// </summary>
    public bool TryEnter(PublishOperation operation)
    {
        var message = operation.Message;
        var key = new MessageKey(message.MessageId, message.Topic, message.Action);
        PublishReceipt receipt;
        lock (_sync)
        {
            Forget(time.GetTimestamp());
            if (!_entries.TryGetValue(key, out var entry))
            {
                entry = new DeduplicationEntry(this, key);
                _entries.Add(key, entry);
                operation.Deduplication = entry;
                return true;
            }

            if (entry.Receipt is not { } known)
            {
                entry.Waiting.Enqueue(new DeduplicationWaiter(operation, _sync, time));
                return false;
            }

            receipt = known;
        }

        operation.Duplicate(receipt);
        return false;
    }

    /// <summary>The message of an entry has left its transport: nothing more will be heard of it.</summary>
    public void Leave(DeduplicationEntry entry, bool mayBeStored)
    {
        PublishOperation? next = null;
        List<PublishOperation>? released = null;
        lock (_sync)
        {
            // Where its caller gave up or its time ran out, that is not the outcome of the others: the next one that still waits is sent.
            var isOpen = entry.Receipt is null && entry.Failure is null;
            while (entry.Waiting.TryDequeue(out var waiter))
            {
                var operation = waiter.Release();
                if (isOpen && !operation.IsSettled)
                {
                    next = operation;
                    next.Deduplication = entry;
                    break;
                }

                (released ??= []).Add(operation);
            }

            if (next is null)
            {
                Close(entry);
            }
        }

        if (released is not null)
        {
            Share(entry, released);
        }

        next?.Proceed(mayBeStored);
    }

    private static void Share(DeduplicationEntry entry, List<PublishOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (entry.Receipt is { } receipt)
            {
                operation.Duplicate(receipt);
            }
            else if (entry.Failure is { } failure)
            {
                operation.Fail(failure);
            }
            else
            {
                // It was settled while it waited, and only has to be let go.
                operation.LeaveTransport();
            }
        }
    }

    /// <summary>Under the lock.</summary>
    private void Close(DeduplicationEntry entry)
    {
        if (entry.Receipt is null)
        {
            _entries.Remove(entry.Key);
            return;
        }

        entry.ForgottenAt = time.GetTimestamp() + (long)(options.Window.TotalSeconds * time.TimestampFrequency);
        _confirmed.Enqueue(entry);
        while (_confirmed.Count > options.Capacity)
        {
            _entries.Remove(_confirmed.Dequeue().Key);
        }
    }

    /// <summary>Under the lock.</summary>
    private void Forget(long now)
    {
        while (_confirmed.TryPeek(out var oldest) && oldest.ForgottenAt <= now)
        {
            _entries.Remove(_confirmed.Dequeue().Key);
        }
    }
}
