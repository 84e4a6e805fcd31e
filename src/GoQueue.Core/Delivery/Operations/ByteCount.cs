namespace GoQueue.Delivery.Operations;

/// <summary>The bytes of all messages in some lists and stages. Thread-safe.</summary>
/// <param name="most">How many may be there before newcomers are refused.</param>
internal sealed class ByteCount(long most = long.MaxValue)
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    /// <summary>How many may be there before newcomers are refused.</summary>
    public long Most { get; } = most;

    public void Add(long bytes) => Interlocked.Add(ref _value, bytes);

    /// <summary>Whether one more message would take more than there may be. One alone may always be there.</summary>
    public bool IsFull(int weight) => Value is > 0 and var value && value + weight > Most;
}
