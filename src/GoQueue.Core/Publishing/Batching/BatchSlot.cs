using GoQueue.Publishing.Composition;

namespace GoQueue.Publishing.Batching;

/// <summary>A place in a batch's window: one message that is under way. Used again for later messages.</summary>
internal sealed class BatchSlot(BatchWindow window) : ICompositionObserver
{
    private int _bytes;

    public ValueTask<PublishReceipt> Pending { get; set; }

    public long Index { get; set; }

    public void Composed(int bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        window.AddBytes(bytes);
    }

    /// <summary>The message's end as a task, for those who wait for something else besides.</summary>
    public Task WhenSettled()
    {
        var task = Pending.AsTask();
        Pending = new ValueTask<PublishReceipt>(task);
        return task;
    }

    /// <summary>Waits for the message and empties the place.</summary>
    public async ValueTask<BatchItemResult> SettleAsync()
    {
        try
        {
            return new BatchItemResult(Index, await Pending.ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            return new BatchItemResult(Index, default, exception);
        }
        finally
        {
            Pending = default;
            window.AddBytes(-Interlocked.Exchange(ref _bytes, 0));
        }
    }
}
