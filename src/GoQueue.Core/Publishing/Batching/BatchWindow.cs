namespace GoQueue.Publishing.Batching;

/// <summary>
/// The messages of one batch that are under way, oldest first: enough of them to keep every channel busy, and few enough that their bodies fit
/// into memory, whatever the length of the input. Used by one batch's loop; only <see cref="AddBytes"/> is called by other threads.
/// </summary>
internal sealed class BatchWindow
{
    // More than the transport has in flight at its best (5 channels of 256), because the oldest is waited for while the others go on.
    private const int MaxMessages = 2048;

    // Half of the RabbitMQ transport's byte budget: one batch cannot take all of it. A single larger message goes alone.
    private const long MaxBytes = 32 * 1024 * 1024;

    private readonly Queue<BatchSlot> _pending = new();
    private readonly Stack<BatchSlot> _free = new();
    private long _bytes;
    private long _started;

    public int Count => _pending.Count;

    /// <summary>How many messages were started.</summary>
    public long Started => _started;

    public bool IsFull => _pending.Count >= MaxMessages || Volatile.Read(ref _bytes) >= MaxBytes;

    public BatchSlot Oldest => _pending.Peek();

    /// <summary>A place for the next message; hand its pending publish to <see cref="Start"/>.</summary>
    public BatchSlot Rent() => _free.TryPop(out var slot) ? slot : new BatchSlot(this);

    public void Start(BatchSlot slot, ValueTask<PublishReceipt> pending)
    {
        slot.Index = _started++;
        slot.Pending = pending;
        _pending.Enqueue(slot);
    }

    /// <summary>Waits for the oldest message.</summary>
    public async ValueTask<BatchItemResult> SettleOldestAsync()
    {
        var slot = _pending.Dequeue();
        var result = await slot.SettleAsync().ConfigureAwait(false);
        _free.Push(slot);
        return result;
    }

    public void AddBytes(int bytes) => Interlocked.Add(ref _bytes, bytes);
}
