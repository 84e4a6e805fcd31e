namespace GoQueue.Delivery.Operations;

/// <summary>How the caller gets its result.</summary>
internal sealed partial class PublishOperation : IThreadPoolWorkItem
{
    private PublishReceipt _receipt;
    private Exception? _failure;

    // The thread on which the caller is still inside of its publish call; 0 once the call has returned.
    private int _startingThread;

    // Settled by the caller's own thread inside of its publish call, which completes it when the transport has returned
    // and holds no lock any more.
    private bool _isSettledInCall;

    void IThreadPoolWorkItem.Execute() => Finish();

    /// <summary>
    /// Calls the foreign code that observes the end, then lets the caller go on. Afterwards the operation may belong to
    /// another message.
    /// </summary>
    public void Finish()
    {
        if (IsObserved)
        {
            Report();
        }

        // The caller goes on, here.
        _source.Complete();
    }

    private void Complete(in PublishReceipt receipt, ResultQueue? results = null)
    {
        _receipt = receipt;
        HandOver(results);
    }

    private void Complete(Exception failure, ResultQueue? results = null)
    {
        _failure = failure;
        HandOver(results);
    }

    /// <summary>
    /// On a thread of the pool: the thread that settles an operation may be the one that reads a connection, or hold a lock, and no user code may run there. The operation itself is
    /// the work item: that allocates nothing, where the source's own way of going asynchronous would for each message. Nobody can be waiting before the call has returned,
    /// and then no thread is needed.
    /// </summary>
    /// <param name="results">Hands over what this thread has read of confirms, where it reads a connection.</param>
    private void HandOver(ResultQueue? results)
    {
        if (_startingThread == Environment.CurrentManagedThreadId)
        {
            _isSettledInCall = true;
        }
        else if (results?.TryAdd(this, IsObserved) != true)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
