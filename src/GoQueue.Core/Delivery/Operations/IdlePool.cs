using System.Collections.Concurrent;

namespace GoQueue.Delivery.Operations;

/// <summary>
/// Objects that wait for their next use, at most so many; what is over the bound is left to the garbage collector.
/// Thread-safe.
/// </summary>
internal sealed class IdlePool<T>(int capacity)
    where T : class
{
    private readonly ConcurrentQueue<T> _idle = new();
    private T? _first;
    private int _count;

    /// <summary>A copy of what is in it. For tests.</summary>
    public IReadOnlyList<T> Snapshot() => Volatile.Read(ref _first) is { } first ? [first, .. _idle] : [.. _idle];

    public bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item)
    {
        var first = _first;
        if (first is not null && Interlocked.CompareExchange(ref _first, null, first) == first)
        {
            item = first;
            return true;
        }

        if (_idle.TryDequeue(out item))
        {
            Interlocked.Decrement(ref _count);
            return true;
        }

        return false;
    }

    public void Add(T item)
    {
        if (_first is null && Interlocked.CompareExchange(ref _first, item, null) is null)
        {
            return;
        }

        if (Interlocked.Increment(ref _count) <= capacity)
        {
            _idle.Enqueue(item);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
