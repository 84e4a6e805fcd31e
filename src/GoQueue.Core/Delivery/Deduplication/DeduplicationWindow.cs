using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;
using GoQueue.Pipeline;

namespace GoQueue.Delivery.Deduplication;

/// <summary>
/// The ids that were confirmed lately, and those in use. One short lock per message; nothing is awaited and nothing
/// foreign is called under it. Thread-safe.
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
    /// Lets a message pass if no other one with its id is confirmed or waited for. Others are taken: they get that
    /// one's outcome, at once if it is known.
    /// </summary>
    public bool TryEnter(PublishOperation operation)
    {
        var message = operation.Message;
        var key = new MessageKey(message.MessageId, message.Topic, message.Action);
        PublishReceipt receipt;
        Exception? refusal = null;
        lock (_sync)
        {
            ForgetLocked(time.GetTimestamp());
            if (!_entries.TryGetValue(key, out var entry))
            {
                entry = new DeduplicationEntry(this, key);
                _entries.Add(key, entry);
            }

            if (entry.Receipt is null && entry.Owner is null)
            {
                OwnLocked(entry, operation);
                if (entry.MayBeStored)
                {
                    operation.NoteUnknownAttempt();
                }

                return true;
            }

            if (entry.Receipt is null)
            {
                refusal = operation.WaitOrRefuse();
                if (refusal is null)
                {
                    entry.Waiting.Enqueue(new DeduplicationWaiter(operation, _sync, time));
                    return false;
                }
            }

            receipt = entry.Receipt.GetValueOrDefault();
        }

        if (refusal is null)
        {
            operation.Duplicate(receipt);
        }
        else
        {
            operation.Fail(refusal);
        }

        return false;
    }

    public void Confirmed(DeduplicationEntry entry, PublishOperation operation, PublishReceipt receipt)
    {
        List<PublishOperation>? waiting;
        lock (_sync)
        {
            DisownLocked(entry, operation);
            if (entry.Receipt is not null)
            {
                // Another message of the entry was confirmed before, and nothing waits since.
                return;
            }

            if (_entries.TryGetValue(entry.Key, out var current) && current != entry)
            {
                // Forgotten after a failure, and the id is in use again.
                return;
            }

            entry.Receipt = receipt;
            _entries[entry.Key] = entry;
            entry.ForgottenAt = time.After(time.GetTimestamp(), options.Window);
            _confirmed.Enqueue(entry);
            while (_confirmed.Count > options.Capacity)
            {
                _entries.Remove(_confirmed.Dequeue().Key);
            }

            waiting = TakeWaitingLocked(entry);
        }

        foreach (var waiter in waiting ?? [])
        {
            waiter.Duplicate(receipt);
        }
    }

    public void Failed(DeduplicationEntry entry, PublishOperation operation, Exception failure)
    {
        List<PublishOperation>? waiting;
        lock (_sync)
        {
            if (entry.Owner != operation)
            {
                return;
            }

            entry.Owner = null;
            if (entry.Receipt is null)
            {
                _entries.Remove(entry.Key);
            }

            waiting = TakeWaitingLocked(entry);
        }

        foreach (var waiter in waiting ?? [])
        {
            waiter.Fail(failure);
        }
    }

    /// <summary>
    /// The outcome of one that gave up is not that of the others: the next one that still waits is sent, at once and on
    /// the thread pool, because the caller may hold a lock.
    /// </summary>
    public void GivenUp(DeduplicationEntry entry, PublishOperation operation, bool mayBeStored)
    {
        List<PublishOperation>? settled = null;
        PublishOperation? next = null;
        lock (_sync)
        {
            if (entry.Owner != operation)
            {
                return;
            }

            entry.Owner = null;
            entry.MayBeStored |= mayBeStored;
            while (next is null && entry.Waiting.TryDequeue(out var waiter))
            {
                var released = waiter.TakeWaiting();
                if (released.IsSettled)
                {
                    (settled ??= []).Add(released);
                }
                else
                {
                    next = released;
                    OwnLocked(entry, next);
                }
            }
        }

        foreach (var waiter in settled ?? [])
        {
            waiter.LeaveTransport();
        }

        if (next is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static one => one.Next.Proceed(one.MayBeStored), (Next: next, entry.MayBeStored), preferLocal: false);
        }
    }

    public void Left(DeduplicationEntry entry, PublishOperation operation)
    {
        GivenUp(entry, operation, mayBeStored: operation.UnknownAttempts > 0);
        lock (_sync)
        {
            entry.Sent--;
            if (entry is { Sent: 0, Owner: null, Receipt: null } && _entries.TryGetValue(entry.Key, out var current) && current == entry)
            {
                _entries.Remove(entry.Key);
            }
        }
    }

    private static void OwnLocked(DeduplicationEntry entry, PublishOperation operation)
    {
        entry.Owner = operation;
        entry.Sent++;
        operation.Deduplication = entry;
    }

    private static void DisownLocked(DeduplicationEntry entry, PublishOperation operation)
    {
        if (entry.Owner == operation)
        {
            entry.Owner = null;
        }
    }

    private static List<PublishOperation>? TakeWaitingLocked(DeduplicationEntry entry)
    {
        List<PublishOperation>? released = null;
        while (entry.Waiting.TryDequeue(out var waiter))
        {
            (released ??= []).Add(waiter.TakeWaiting());
        }

        return released;
    }

    private void ForgetLocked(long now)
    {
        while (_confirmed.TryPeek(out var oldest) && oldest.ForgottenAt <= now)
        {
            var forgotten = _confirmed.Dequeue();
            if (_entries.TryGetValue(forgotten.Key, out var current) && current == forgotten)
            {
                _entries.Remove(forgotten.Key);
            }
        }
    }
}
