using System.Collections.Concurrent;

namespace GoQueue.Operations;

/// <summary>
/// Operations that wait for their next message, bounded (what is over the bound is left to the garbage collector), and the count of those under
/// way. Thread-safe.
/// </summary>
internal sealed class PublishOperationPool
{
    // Room for what is usually in flight at once: 5 channels of 256.
    private const int Capacity = 2048;

    private readonly ConcurrentQueue<PublishOperation> _idle = new();
    private PublishOperation? _first;
    private readonly OperationCount _underWay = new();
    private int _count;

    public void Enter() => _underWay.Enter();

    public void Leave() => _underWay.Leave();

    /// <summary>Completes when every caller has his result.</summary>
    public Task WhenIdleAsync() => _underWay.WhenZeroAsync();

    public PublishOperation Rent()
    {
        var first = _first;
        if (first is not null && Interlocked.CompareExchange(ref _first, null, first) == first)
        {
            return first;
        }

        if (_idle.TryDequeue(out var operation))
        {
            Interlocked.Decrement(ref _count);
            return operation;
        }

        return new PublishOperation(this);
    }

    public void Return(PublishOperation operation)
    {
        if (_first is null && Interlocked.CompareExchange(ref _first, operation, null) is null)
        {
            return;
        }

        if (Interlocked.Increment(ref _count) <= Capacity)
        {
            _idle.Enqueue(operation);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
