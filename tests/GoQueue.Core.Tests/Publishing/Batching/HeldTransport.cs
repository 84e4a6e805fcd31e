using System.Collections.Concurrent;
using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.InMemory;
using GoQueue.Transports.InMemory;

namespace GoQueue.Core.Tests.Publishing.Batching;

/// <summary>The in-memory broker at the end of a slow line: messages wait until the test lets them through.</summary>
internal sealed class HeldTransport(InMemoryBroker broker) : IPublishTransport
{
    private readonly InMemoryTransport _inner = new(broker, TimeProvider.System);
    private readonly ConcurrentQueue<PublishOperation> _held = new();
    private volatile bool _open;
    private int _sent;

    public event Action? StateChanged
    {
        add => _inner.StateChanged += value;
        remove => _inner.StateChanged -= value;
    }

    public string Description => "held in-memory broker";

    public Func<IPublishTransport>? CreateHighPriority { get; init; }

    /// <summary>How many messages have come, let through or not.</summary>
    public int Sent => Volatile.Read(ref _sent);

    public int Held => _held.Count;

    /// <summary>What becomes of held messages when the transport is closed: they fail, or they go through.</summary>
    public bool FailsWhatIsHeldOnClose { get; init; }

    public TransportStatus GetStatus() => _inner.GetStatus() with { InFlight = _held.Count };

    public ValueTask ConnectAsync(CancellationToken cancellationToken) => _inner.ConnectAsync(cancellationToken);

    public void Send(PublishOperation operation)
    {
        Interlocked.Increment(ref _sent);
        if (_open)
        {
            _inner.Send(operation);
        }
        else
        {
            _held.Enqueue(operation);
        }
    }

    /// <summary>Lets the oldest messages through.</summary>
    public void Release(int count = 1)
    {
        while (count-- > 0 && _held.TryDequeue(out var operation))
        {
            _inner.Send(operation);
        }
    }

    /// <summary>Lets everything through from now on.</summary>
    public void Open()
    {
        _open = true;
        Release(int.MaxValue);
    }

    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => _inner.DeclareAsync(topology, cancellationToken);

    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        while (FailsWhatIsHeldOnClose && _held.TryDequeue(out var operation))
        {
            operation.Fail(PublishFailures.Stopped(operation));
        }

        Open();
        await _inner.CloseAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
