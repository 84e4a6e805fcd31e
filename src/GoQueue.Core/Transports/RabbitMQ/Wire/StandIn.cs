namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// Two threads that take turns at one job. Before the one that leads runs code it does not know, it says so; if it has not returned a millisecond later, the other leads, and the first stands by when it
/// comes back. A thread that stands by looks each millisecond while the leader comes and goes, and sleeps otherwise.
/// </summary>
internal sealed class StandIn
{
    // In milliseconds: so long the job waits for a leader who is kept.
    private const int Patience = 1;

    // So often nothing must have happened before it sleeps: waking it costs the leader a system call.
    private const int MostLooks = 16;

    private readonly object _sync = new();
    private State _state;
    private int _isAsleep;
    private int _leaves;
    private bool _hasEnded;

    private enum State
    {
        Nobody,
        StandsBy,
        Watches,
    }

    /// <summary>The leader wants to leave the job alone for a while. False where nobody would take it over.</summary>
    public bool TryLeave()
    {
        Volatile.Write(ref _leaves, _leaves + 1);
        if (Interlocked.CompareExchange(ref _state, State.Watches, State.StandsBy) != State.StandsBy)
        {
            return false;
        }

        // The exchange is a full fence, here and where it falls asleep: one of the two sees the other.
        if (Volatile.Read(ref _isAsleep) != 0)
        {
            lock (_sync)
            {
                Monitor.Pulse(_sync);
            }
        }

        return true;
    }

    /// <summary>The leader is back. False where it leads no more.</summary>
    public bool TryReturn() => Interlocked.CompareExchange(ref _state, State.StandsBy, State.Watches) == State.Watches;

    /// <summary>Waits to lead. False where the job has ended.</summary>
    public bool StandBy()
    {
        lock (_sync)
        {
            _state = State.StandsBy;
            for (var looks = 0; !_hasEnded;)
            {
                var leaves = Volatile.Read(ref _leaves);
                Monitor.Wait(_sync, looks < MostLooks || !FallAsleep() ? Patience : Timeout.Infinite);
                Volatile.Write(ref _isAsleep, 0);
                if (leaves != Volatile.Read(ref _leaves))
                {
                    looks = 0;
                }
                else if (Interlocked.CompareExchange(ref _state, State.Nobody, State.Watches) == State.Watches)
                {
                    return true;
                }
                else
                {
                    looks++;
                }
            }

            return false;
        }
    }

    /// <summary>The job is done: whoever stands by, or comes back to, goes home.</summary>
    public void End()
    {
        lock (_sync)
        {
            _hasEnded = true;
            Monitor.Pulse(_sync);
        }
    }

    private bool FallAsleep()
    {
        Interlocked.Exchange(ref _isAsleep, 1);
        if (Interlocked.CompareExchange(ref _state, State.StandsBy, State.StandsBy) == State.StandsBy)
        {
            return true;
        }

        Volatile.Write(ref _isAsleep, 0);
        return false;
    }
}
