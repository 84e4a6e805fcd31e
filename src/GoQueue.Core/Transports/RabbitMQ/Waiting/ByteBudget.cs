namespace GoQueue.Transports.RabbitMQ.Waiting;

/// <summary>The bytes of bodies that may wait for their confirm at once. Thread-safe.</summary>
/// <param name="most">How many; a message that is larger has them to itself.</param>
internal sealed class ByteBudget(long most)
{
    private long _used;
    private volatile bool _isAwaited;

    public long Used => Interlocked.Read(ref _used);

    /// <summary>Whether messages that have waited lack bytes: what comes later stands in line behind them.</summary>
    public bool IsAwaited
    {
        get => _isAwaited;
        set => _isAwaited = value;
    }

    public bool TryTake(int weight)
    {
        if (Interlocked.Add(ref _used, weight) is var total && (total <= most || total == weight))
        {
            return true;
        }

        Give(weight);
        return false;
    }

    /// <summary>Takes them whether they are there or not.</summary>
    public void Take(int weight) => Interlocked.Add(ref _used, weight);

    public void Give(long weight) => Interlocked.Add(ref _used, -weight);
}
