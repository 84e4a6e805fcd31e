using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;

namespace GoQueue.Core.Tests.Harness;

/// <summary>Confirms everything at once and keeps nothing: what is allocated is not its doing.</summary>
internal sealed class NullTransport : IPublishTransport
{
    public event Action? StateChanged
    {
        add { }
        remove { }
    }

    public string Description => "nowhere";

    public TransportStatus GetStatus() => new() { State = PublisherState.Connected };

    public ValueTask ConnectAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Send(PublishOperation operation)
    {
        operation.TryBeginAttempt();
        operation.Confirm();
    }

    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CloseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
