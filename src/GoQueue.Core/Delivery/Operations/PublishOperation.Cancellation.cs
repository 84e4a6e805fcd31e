namespace GoQueue.Delivery.Operations;

/// <summary>
/// The registration with the caller's token. It ends when the operation is settled, not when the caller reads the
/// result: a caller that never reads would otherwise leave the message in memory for as long as the token lives.
/// </summary>
internal sealed partial class PublishOperation
{
    private const int NotWatching = 0;
    private const int Watching = 1;
    private const int NoLongerWatching = 2;

    private CancellationTokenRegistration _cancellation;
    private int _watch;

    /// <summary>
    /// The caller has given up. Called by its token, and by a stage that hears of it first: callbacks run in no
    /// promised order.
    /// </summary>
    public void Cancel(CancellationToken token)
    {
        if (TrySettle(out var state))
        {
            GiveUp(PublishFailures.Canceled(this, state == Sent, token), state);
        }
    }

    private void Watch(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return;
        }

        _cancellation = cancellationToken.UnsafeRegister(static (operation, token) => ((PublishOperation)operation!).Cancel(token), this);
        if (Interlocked.CompareExchange(ref _watch, Watching, NotWatching) != NotWatching)
        {
            // Settled between the two lines.
            Unregister();
        }
    }

    /// <summary>Before the caller has its result: afterwards the operation may be another message.</summary>
    private void EndWatch()
    {
        if (CallerToken.CanBeCanceled && Interlocked.Exchange(ref _watch, NoLongerWatching) == Watching)
        {
            Unregister();
        }
    }

    private void Unregister()
    {
        var registration = _cancellation;
        _cancellation = default;
        if (registration != default && !registration.Unregister())
        {
            // A callback that has begun holds this operation: it must not meet the next message here. Then the garbage
            // collector takes it.
            _dropped = true;
        }
    }
}
