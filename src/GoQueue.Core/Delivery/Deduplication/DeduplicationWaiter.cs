using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;

namespace GoQueue.Delivery.Deduplication;

/// <summary>
/// A message that waits for another one with its id. Ends itself when its own bound passes; from <see cref="TakeWaiting"/> on it does not touch the
/// operation, which may be another message by then.
/// </summary>
internal sealed class DeduplicationWaiter
{
    private readonly Lock _sync;
    private readonly ITimer _timer;
    private bool _released;

    /// <param name="operation">The message.</param>
    /// <param name="sync">The window's lock.</param>
    /// <param name="time">The clock.</param>
    public DeduplicationWaiter(PublishOperation operation, Lock sync, TimeProvider time)
    {
        Operation = operation;
        _sync = sync;
        var left = time.Until(operation.Deadline);
        _timer = DefaultContext.CreateTimer(time, static state => ((DeduplicationWaiter)state!).Expire(), this, left);
    }

    public PublishOperation Operation { get; }

    /// <summary>Under the window's lock.</summary>
    public PublishOperation TakeWaiting()
    {
        _released = true;
        _timer.Dispose();
        return Operation;
    }

    private void Expire()
    {
        lock (_sync)
        {
            if (!_released)
            {
                // Only sets the result: whoever awaits it goes on elsewhere.
                Operation.Expire("another message with its id is under way and has not ended.", lastFault: null);
            }
        }
    }
}
