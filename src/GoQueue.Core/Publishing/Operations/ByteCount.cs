namespace GoQueue.Operations;

/// <summary>The bytes of all messages in some lists. Thread-safe.</summary>
internal sealed class ByteCount
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void Add(long bytes) => Interlocked.Add(ref _value, bytes);
}
