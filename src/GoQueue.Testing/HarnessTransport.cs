using System.Collections.Concurrent;
using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages;
using GoQueue.Publishing.Composition;
using GoQueue.Testing.Faults;
using GoQueue.Transports.RabbitMQ.Channels;

namespace GoQueue.Testing;

/// <summary>
/// The transport of one publisher on a harness: accepts everything, except where a fault was asked for. Reports what the RabbitMQ transport reports in
/// the same case, so that resending and exceptions are the real ones. Thread-safe.
/// </summary>
internal sealed class HarnessTransport(GoQueueTestHarness harness, TimeProvider time) : IPublishTransport, IEventWitness
{
    // So many losses in a row are resent at once: a test that asks for a few needs no clock. More would be a loop without end, so those wait.
    private const int ImmediateResends = 8;

    private static readonly TimeSpan s_reconnectDelay = TimeSpan.FromMilliseconds(100);

    // Messages are pooled: each composition replaces the entry of the one before.
    private readonly ConcurrentDictionary<OutgoingMessage, (object? Event, EventDescriptor? Descriptor)> _events = new();
    private readonly ConcurrentDictionary<string, (object? Event, EventDescriptor? Descriptor)> _stored = new(StringComparer.Ordinal);
    private readonly HeldOperations _held = new(time);
    private long _lastConfirm;
    private volatile bool _closed;

    public event Action? StateChanged;

    public string Description => "test harness";

    public TransportStatus GetStatus()
    {
        var blocked = _held.IsBlocked;
        var lastConfirm = Volatile.Read(ref _lastConfirm);
        return new TransportStatus
        {
            State = _closed ? PublisherState.Closed : blocked ? PublisherState.Blocked : PublisherState.Connected,
            Reason = blocked ? "the test harness blocks messages" : null,
            InFlight = _held.Count,
            LastConfirm = lastConfirm == 0 ? null : new DateTimeOffset(lastConfirm, TimeSpan.Zero),
        };
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Composed(PublishContext context, OutgoingMessage message) => _events[message] = (context.BoxedEvent, context.Event);

    public void Stored(PublishContext context, OutgoingMessage message) => _stored[message.MessageId] = (context.BoxedEvent, context.Event);

    // Kept: a message of the outbox may be sent more than once.
    public void Sending(OutgoingMessage message) => _events[message] = _stored.GetValueOrDefault(message.MessageId);

    public void Send(PublishOperation operation)
    {
        if (FrameGuard.Check(operation) is { } reason)
        {
            operation.RefuseUnsent(reason);
            return;
        }

        var (@event, descriptor) = _events.GetValueOrDefault(operation.Message);
        var fault = harness.FaultOf(new PublishedMessage(position: 0, @event, descriptor, operation.Message.ToReceived()));
        switch (fault?.Kind)
        {
            case FaultKind.Blocked:
                var wasBlocked = _held.IsBlocked;
                _held.Block(operation, "the test harness blocks it.");
                if (!wasBlocked)
                {
                    StateChanged?.Invoke();
                }

                break;
            case FaultKind.BlockedFailFast:
                operation.Fail(new BrokerBlockedException(
                    operation.Message.Identity,
                    operation.Attempts,
                    $"{PublishFailures.SentenceStart(operation)} was not sent: the test harness plays a broker that is blocked; publish it later, or wait for the broker (BlockedPolicy.Wait)."));
                break;
            default:
                Attempt(operation, fault);
                break;
        }
    }

    /// <summary>Sends what was blocked, in order.</summary>
    public void Unblock()
    {
        var blocked = _held.TakeBlocked();
        foreach (var operation in blocked)
        {
            Attempt(operation, fault: null);
        }

        if (blocked.Count > 0)
        {
            StateChanged?.Invoke();
        }
    }

    /// <summary>Ends what is blocked or delayed: the harness is disposed, and nobody will move the clock any more.</summary>
    public void Release()
    {
        foreach (var (operation, isSent) in _held.TakeAll())
        {
            if (isSent)
            {
                operation.Lost(mayResend: false, "the publisher was closed first.", exception: null);
            }
            else
            {
                operation.Fail(PublishFailures.Stopped(operation));
            }
        }
    }

    /// <summary>The harness accepts every exchange, declared or not.</summary>
    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        Release();
        if (!_closed)
        {
            _closed = true;
            StateChanged?.Invoke();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Attempt(PublishOperation operation, PublishFault? fault)
    {
        if (!operation.TryBeginAttempt())
        {
            operation.LeaveTransport();
            return;
        }

        switch (fault?.Kind)
        {
            case null:
                Accept(operation);
                Confirm(operation);
                break;
            case FaultKind.Nack:
                operation.Reject();
                break;
            case FaultKind.Unroutable:
                operation.ReturnCode = operation.Message.Mandatory ? 312 : 0;
                operation.Confirm();
                break;
            case FaultKind.Timeout:
                operation.Expire("the test harness does not answer.", lastFault: null);
                operation.LeaveTransport();
                break;
            case FaultKind.ConnectionLost when operation.UnknownAttempts < ImmediateResends:
                Lose(operation);
                break;
            case FaultKind.ConnectionLost:
                _held.Delay(operation, s_reconnectDelay, "the test harness keeps losing the connection.", Lose);
                break;
            case FaultKind.OutcomeUnknown:
                Accept(operation);
                operation.Lost(mayResend: false, "the test harness lost the confirm.", exception: null);
                break;
            case FaultKind.Delay:
                Accept(operation);
                _held.Delay(operation, fault.Duration, "the test harness delays the confirm.", Confirm);
                break;
            default:
                throw new InvalidOperationException($"The fault {fault} is unknown to the transport: add it here.");
        }
    }

    private void Lose(PublishOperation operation) =>
        operation.Lost(harness.AllowDuplicates, "the test harness lost the connection.", exception: null);

    private void Accept(PublishOperation operation)
    {
        var (@event, descriptor) = _events.GetValueOrDefault(operation.Message);
        harness.Accept(operation.Message, @event, descriptor);
    }

    private void Confirm(PublishOperation operation)
    {
        Volatile.Write(ref _lastConfirm, time.GetUtcNow().UtcTicks);
        operation.Confirm();
    }
}
