using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.InMemory;
using GoQueue.Transports.RabbitMQ.Channels;

namespace GoQueue.Transports.InMemory;

/// <summary>Publishes into an <see cref="InMemoryBroker"/>; every message is settled before <see cref="Send"/> returns.</summary>
internal sealed class InMemoryTransport(InMemoryBroker broker, TimeProvider time) : IPublishTransport
{
    private long _lastConfirm;
    private volatile bool _closed;

    public event Action? StateChanged;

    public string Description => "in-memory broker";

    public TransportStatus GetStatus()
    {
        var lastConfirm = Volatile.Read(ref _lastConfirm);
        return new TransportStatus
        {
            State = _closed ? PublisherState.Closed : PublisherState.Connected,
            LastConfirm = lastConfirm == 0 ? null : new DateTimeOffset(lastConfirm, TimeSpan.Zero),
        };
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Send(PublishOperation operation)
    {
        // A test must refuse what a broker would refuse.
        if (FrameGuard.Check(operation) is { } reason)
        {
            operation.RefuseUnsent(reason);
            return;
        }

        if (!operation.TryBeginAttempt())
        {
            operation.LeaveTransport();
            return;
        }

        var message = operation.Message;
        switch (broker.Route(message))
        {
            case InMemoryRouting.NoSuchExchange:
                operation.Fail(new ExchangeNotFoundException(
                    message.Identity,
                    operation.Attempts,
                    $"The exchange '{message.Exchange}' of {message.Identity} does not exist in the in-memory broker: declare it, UseInMemory(broker => broker.DeclareExchange(\"{message.Exchange}\"))."));
                break;
            case InMemoryRouting.Unroutable when message.Mandatory:
                operation.Fail(new UnroutableMessageException(
                    message.Identity,
                    operation.Attempts,
                    message.Exchange,
                    message.RoutingKey,
                    replyCode: 312,
                    $"The exchange '{message.Exchange}' has no queue for the routing key '{message.RoutingKey}' of {message.Identity} (312 NO_ROUTE): bind a queue, or publish with Mandatory = false."));
                break;
            default:
                Volatile.Write(ref _lastConfirm, time.GetUtcNow().UtcTicks);
                operation.Confirm();
                break;
        }
    }

    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken)
    {
        InMemoryTopology.Declare(broker, topology);
        return ValueTask.CompletedTask;
    }

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        if (!_closed)
        {
            _closed = true;
            StateChanged?.Invoke();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
