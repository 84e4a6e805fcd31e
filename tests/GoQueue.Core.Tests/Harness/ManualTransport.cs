using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages;

namespace GoQueue.Core.Tests.Harness;

/// <summary>A transport that holds every message until the test says what the broker answers.</summary>
internal sealed class ManualTransport : IPublishTransport
{
    private readonly Lock _sync = new();
    private readonly List<PublishOperation> _held = [];

    public event Action? StateChanged
    {
        add { }
        remove { }
    }

    public string Description => "held";

    /// <summary>How many messages were ever handed over.</summary>
    public int Sent { get; private set; }

    public int Held
    {
        get
        {
            lock (_sync)
            {
                return _held.Count;
            }
        }
    }

    public TransportStatus GetStatus() => new() { State = PublisherState.Connected, InFlight = Held, Channels = 3, Connections = 1 };

    public ValueTask ConnectAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Send(PublishOperation operation)
    {
        if (!operation.TryBeginAttempt())
        {
            operation.LeaveTransport();
            return;
        }

        lock (_sync)
        {
            Sent++;
            _held.Add(operation);
        }
    }

    /// <summary>The oldest held message.</summary>
    public OutgoingMessage Message => Peek().Message;

    public PublishOperation Peek()
    {
        lock (_sync)
        {
            return _held[0];
        }
    }

    public void Confirm() => Take().Confirm();

    public void Reject() => Take().Reject();

    /// <summary>The connection is lost, and the message is sent again.</summary>
    public void Lose() => Take().Lost(mayResend: true, "the connection was lost.", exception: null);

    public void LoseForGood() => Take().Lost(mayResend: false, "the connection was lost.", exception: null);

    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        while (Held > 0)
        {
            LoseForGood();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Takes the oldest held message, to answer it.</summary>
    public PublishOperation Take()
    {
        lock (_sync)
        {
            var operation = _held[0];
            _held.RemoveAt(0);
            return operation;
        }
    }
}
