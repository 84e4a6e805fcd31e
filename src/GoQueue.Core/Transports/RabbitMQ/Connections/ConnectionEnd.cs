namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>
/// The end of one connection, as far as the other side caused it: how many messages were in flight, and whether all of
/// them were answered later over other connections. If so, no message caused the end, and the line or the broker ends
/// connections by itself. Thread-safe.
/// </summary>
internal sealed class ConnectionEnd(bool isIsolating, Action? onInnocent, Action? onComplete)
{
    // One for the connection itself, until all of its channels have reported.
    private int _open = 1;
    private int _count;
    private int _isComplete;

    /// <summary>Whether the connection carried suspects only.</summary>
    public bool IsIsolating => isIsolating;

    /// <summary>Messages in flight at the end. Final once <see cref="IsComplete"/>.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether all channels of the connection have reported their messages.</summary>
    public bool IsComplete => Volatile.Read(ref _isComplete) != 0;

    /// <summary>A message was in flight.</summary>
    public void Add()
    {
        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _open);
    }

    /// <summary>The broker has answered one of the messages that were in flight. Called once for each.</summary>
    public void NoteAnswer()
    {
        if (Interlocked.Decrement(ref _open) == 0 && Count > 0)
        {
            onInnocent?.Invoke();
        }
    }

    /// <summary>All channels have reported. Only the first call counts.</summary>
    public void Complete()
    {
        if (Interlocked.Exchange(ref _isComplete, 1) == 0)
        {
            NoteAnswer();
            onComplete?.Invoke();
        }
    }
}
