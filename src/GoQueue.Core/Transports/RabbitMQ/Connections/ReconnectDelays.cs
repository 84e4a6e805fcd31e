namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>
/// The waits between connects that failed: doubled each time, at most 2 s in the first minute of an outage and 8 s later, each cut by chance to between half
/// and all of it, so that a thousand publishers do not come back in step. Eight, because a publisher is to be at work again ten seconds after its broker
/// is there, however long that was away.
/// </summary>
internal sealed class ReconnectDelays(TimeProvider time)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_earlyCap = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_lateCap = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_early = TimeSpan.FromMinutes(1);

    private long _since;
    private TimeSpan _next = s_first;

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Next()
    {
        if (_since == 0)
        {
            _since = time.GetTimestamp();
        }

        var cap = time.GetElapsedTime(_since) < s_early ? s_earlyCap : s_lateCap;
        var delay = _next < cap ? _next : cap;
        _next = delay * 2;
        return delay * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    /// <summary>The outage is over. Its successor begins with long waits all the same, as long as <see cref="Reset"/> is not called: the line may be flapping.</summary>
    public void NoteConnected() => _since = 0;

    /// <summary>A connection has lived long enough to be trusted.</summary>
    public void Reset()
    {
        _since = 0;
        _next = s_first;
    }
}
