using GoQueue.Diagnostics;

namespace GoQueue.Publishing;

/// <summary>
/// Hands a publisher's changes of state to the user, one at a time, in their order and on the thread pool: a handler that takes its time holds up
/// neither the transport nor its locks. Thread-safe.
/// </summary>
internal sealed class StateChanges
{
    private readonly Lock _gate = new();
    private readonly Queue<PublisherStateChangedEventArgs> _waiting = new();
    private readonly Func<TransportStatus> _status;
    private readonly Action<PublisherStateChangedEventArgs> _raise;
    private PublisherState _last;
    private bool _running;

    public StateChanges(Func<TransportStatus> status, Action<PublisherStateChangedEventArgs> raise)
    {
        _status = status;
        _raise = raise;
        _last = status().State;
    }

    /// <summary>The state may have changed.</summary>
    public void CheckForChange()
    {
        lock (_gate)
        {
            // Read under the lock: what is queued last is what was true last.
            var status = _status();
            if (status.State == _last)
            {
                return;
            }

            _last = status.State;
            _waiting.Enqueue(new PublisherStateChangedEventArgs(status.State, status.Reason));
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static changes => changes.RaiseAll(), this, preferLocal: false);
    }

    private void RaiseAll()
    {
        while (true)
        {
            PublisherStateChangedEventArgs change;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out change!))
                {
                    _running = false;
                    return;
                }
            }

            _raise(change);
        }
    }
}
