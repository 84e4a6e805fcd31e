using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Publishing;

namespace GoQueue;

/// <summary>How the publisher is doing.</summary>
public sealed partial class GoQueuePublisher
{
    private readonly StateChanges _stateChanges;

    /// <summary>
    /// Raised after the state has changed: on the thread pool, one change at a time, in their order. A handler's exception goes to nobody and
    /// reaches no other handler.
    /// </summary>
    public event EventHandler<PublisherStateChangedEventArgs>? StateChanged;

    /// <summary>How the publisher stands to its broker right now.</summary>
    public PublisherState State => GetTransportStatus().State;

    /// <summary>
    /// Whether nothing is known that would keep a message from its broker: connected and not blocked, or not connected yet because there was no message. A
    /// connection that has died without a word is noticed after two missed heartbeats (20 s by default).
    /// </summary>
    public bool IsHealthy => State is PublisherState.Connected or PublisherState.NotConnected;

    /// <summary>When the broker last confirmed a message; <see langword="null"/> = not yet.</summary>
    public DateTimeOffset? LastConfirm => _transport.GetStatus().LastConfirm;

    /// <summary>Whether the host connects it, or lets it declare, before it starts its services.</summary>
    internal bool ConnectsOnStart => _settings.ConnectOnStart || _settings.StartTopology is not null;

    internal string TransportDescription => _transport.Description;

    /// <summary>The transport's, but for the time in which the publisher waits for messages under way and the transport does not know yet that it will be closed.</summary>
    internal TransportStatus GetTransportStatus()
    {
        var status = _transport.GetStatus();
        return _stopped && status.State != PublisherState.Closed ? status with { State = PublisherState.Closing } : status;
    }

    /// <summary>Connects, but does not wait longer than a publish or the given bound would; throws what a publish would throw.</summary>
    internal Task ConnectWithinAsync(TimeSpan? atMost, CancellationToken cancellationToken) =>
        WithinAsync(_transport.ConnectAsync, "could not be connected", atMost < _settings.PublishTimeout ? atMost.Value : _settings.PublishTimeout, cancellationToken);

    /// <summary>Connects, and declares what is to be declared, before a host starts its services.</summary>
    internal Task ConnectAtStartAsync(CancellationToken cancellationToken) => _settings.StartTopology is { } topology
        ? WithinAsync(token => _transport.DeclareAtStartAsync(topology, token), "took no declarations", _settings.StartTimeout, cancellationToken)
        : WithinAsync(_transport.ConnectAtStartAsync, "could not be connected", _settings.StartTimeout, cancellationToken);

    private async Task WithinAsync(Func<CancellationToken, ValueTask> work, string failed, TimeSpan bound, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(bound, _settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await work(either.Token).ConfigureAwait(false);
        }
        catch (TopologyException exception)
        {
            exception.PublisherName = _settings.Name;
            throw;
        }
        catch (OperationCanceledException canceled) when (either.IsCancellationRequested)
        {
            // The caller's own token first, and under its own name.
            cancellationToken.ThrowIfCancellationRequested();
            throw new BrokerUnavailableException(
                default(MessageIdentity) with { PublisherName = _settings.Name },
                attempts: 0,
                $"{_transport.Description} {failed} within {PublishFailures.Span(bound)}: {(canceled.InnerException?.Message ?? _transport.GetStatus().Reason ?? "it does not answer; check that the broker runs and the URI is right").TrimEnd('.')}."
                    + (canceled is DeclarationCanceledException declaration ? $" The {declaration.Entity} was not declared." : ""));
        }
    }

    private void RaiseStateChanged(PublisherStateChangedEventArgs change)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(StateChanged))
        {
            try
            {
                handler(this, change);
            }
            catch (Exception)
            {
                // On the thread pool it would end the process, for an observer's sake.
            }
        }
    }
}
