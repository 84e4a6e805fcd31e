using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.InMemory;
using GoQueue.Transports.InMemory;

namespace GoQueue.Core.Tests.Hosting;

/// <summary>The in-memory broker behind a connection whose state the test chooses.</summary>
internal sealed class StatusTransport(InMemoryBroker broker) : IPublishTransport
{
    private readonly InMemoryTransport _inner = new(broker, TimeProvider.System);
    private volatile TransportStatus _status = new() { State = PublisherState.NotConnected };

    public event Action? StateChanged;

    public string Description => "RabbitMQ amqp://broker:5672/";

    public TaskCompletionSource Connecting { get; set; } = CompletedSource();

    public int Connects { get; private set; }

    public TransportStatus GetStatus() => _status;

    public void Become(TransportStatus status)
    {
        _status = status;
        StateChanged?.Invoke();
    }

    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        Connects++;
        await Connecting.Task.WaitAsync(cancellationToken);
        Become(new TransportStatus { State = PublisherState.Connected });
    }

    public void Send(PublishOperation operation) => _inner.Send(operation);

    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => _inner.DeclareAsync(topology, cancellationToken);

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        Become(new TransportStatus { State = PublisherState.Closed });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TaskCompletionSource CompletedSource()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
