namespace GoQueue.Transports.RabbitMQ.Waiting;

/// <summary>
/// Sends those who wait when there is room, on a thread of the pool: room is made on the thread that reads a connection. However room and messages
/// come together, a run begins after the later of the two. One run at a time. Thread-safe.
/// </summary>
/// <param name="sendWaiting">Sends as many as there is room for, and says whether somebody still waits.</param>
internal sealed class WaitingPump(Func<bool> sendWaiting) : IThreadPoolWorkItem
{
    private int _requests;

    // Whether anybody may wait. Set after a message was put in line, cleared by a run before it looks.
    private volatile bool _mayWait;

    /// <summary>A message has been put in line. Whoever put it there looks for room afterwards, behind a full fence.</summary>
    public void NoteWaiting() => _mayWait = true;

    /// <summary>There may be room: whoever waits is sent. Cheap where nobody does.</summary>
    public void OnRoom()
    {
        // A full fence: room first, then the look at who waits. Who waits does it the other way round.
        Interlocked.MemoryBarrier();

        // The run first: it has cleared the mark, may have looked before there was room, and sets the mark only when it ends.
        if (Volatile.Read(ref _requests) != 0 || _mayWait)
        {
            Request();
        }
    }

    /// <summary>Somebody may wait and there may be room.</summary>
    public void Request()
    {
        if (Interlocked.Increment(ref _requests) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _requests);
            _mayWait = false;
            Interlocked.MemoryBarrier();
            if (sendWaiting())
            {
                _mayWait = true;
            }
        }
        while (Interlocked.CompareExchange(ref _requests, 0, seen) != seen);
    }
}
