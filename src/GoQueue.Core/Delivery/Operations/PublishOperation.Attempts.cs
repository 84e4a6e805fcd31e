namespace GoQueue.Delivery.Operations;

/// <summary>What transports report, and what follows from it.</summary>
internal sealed partial class PublishOperation
{
    // The broker does not have the message, as far as this attempt goes.
    private const int Waiting = 0;

    // Queued on the wire: from here on only the broker's answer, or the end of its connection, says what became of it.
    private const int Sent = 1;

    private const int Settled = 2;

    private bool _dropped;

    /// <summary>Whether the caller has its result; the transport then only has to let go.</summary>
    public bool IsSettled => Volatile.Read(ref _state) == Settled;

    /// <summary>
    /// Begins an attempt. From here until the transport's report, cancelling and timeouts say "unknown". False where the caller has its result
    /// already: the transport then lets go, and nothing is written.
    /// </summary>
    public bool TryBeginAttempt()
    {
        if (Interlocked.CompareExchange(ref _state, Sent, Waiting) != Waiting)
        {
            return false;
        }

        Attempts++;
        ReturnCode = 0;
        return true;
    }

    /// <summary>
    /// The attempt that has just begun did not take place: nothing was written. False if the caller has its result already; the transport then lets go.
    /// </summary>
    public bool TryTakeBackAttempt()
    {
        Attempts--;
        return Interlocked.CompareExchange(ref _state, Waiting, Sent) == Sent;
    }

    /// <summary>The broker has confirmed the message; if it came back before, no queue took it.</summary>
    /// <param name="results">Where results of the calling thread are handed over together; null = each by itself.</param>
    public void Confirm(ResultQueue? results = null)
    {
        if (ReturnCode != 0)
        {
            Fail(PublishFailures.Unroutable(this), results);
            return;
        }

        var receipt = new PublishReceipt(Message.MessageId, Message.Timestamp, Attempts, UnknownAttempts > 0, Deduplicated: false);
        var isSettled = TrySettle(failure: null, out _);

        // Also a confirmation that comes after its caller has given up.
        Deduplication?.Confirmed(this, receipt);
        if (isSettled)
        {
            Complete(receipt, results);
        }

        LeaveTransport();
    }

    /// <summary>The broker refused the message (nack).</summary>
    public void Reject()
    {
        Rejections++;
        if (Interlocked.CompareExchange(ref _state, Waiting, Sent) != Sent)
        {
            LeaveTransport();
            return;
        }

        var failure = PublishFailures.Rejected(this);
        if (_engine!.Retry is not { } retry || !retry.TryTake(this, failure))
        {
            FailRejected(failure);
        }
    }

    /// <summary>The rejection stays the last word.</summary>
    public void FailRejected(MessageRejectedException failure) => Fail(UnknownAttempts > 0 ? PublishFailures.OutcomeUnknown(this, "an earlier answer went missing, and the last one was a rejection (nack).", failure) : failure);

    /// <summary>After the wait that followed a rejection, which has its own line in the log.</summary>
    public void SendAgain() => SendAgain(isLogged: true);

    private void SendAgain(bool isLogged)
    {
        StopWaiting();
        IsResend = true;
        _resend = Observation.Telemetry?.Resending(Observation, Message, Attempts, isLogged);
        _engine!.Transport.Send(this);
    }

    /// <summary>The attempt ended before the message left: it is sent anew, and the attempt is not counted.</summary>
    public void NotSent()
    {
        Attempts--;
        Resend();
    }

    /// <summary>The attempt ended without an answer: the broker may hold the message.</summary>
    public void Lost(bool mayResend, string cause, Exception? exception)
    {
        UnknownAttempts++;
        if (mayResend)
        {
            Resend();
        }
        else
        {
            Fail(PublishFailures.OutcomeUnknown(this, cause, exception));
        }
    }

    /// <summary>The same, because the answer did not come in time.</summary>
    public void Unanswered(bool mayResend, TimeSpan confirmTimeout)
    {
        UnknownAttempts++;
        if (mayResend)
        {
            Resend();
        }
        else
        {
            Fail(PublishFailures.TimedOut(this, sent: true, $"ConfirmTimeout ({PublishFailures.Span(confirmTimeout)})", "the broker's answer is missing.", null));
        }
    }

    /// <summary>The message cannot be written. Nothing was sent.</summary>
    public void Refuse(string reason, Exception? cause)
    {
        Attempts--;
        Fail(PublishFailures.Refused(this, reason, cause));
    }

    /// <summary>The same before any attempt.</summary>
    public void RefuseUnsent(string reason) => Fail(PublishFailures.Refused(this, reason, cause: null));

    /// <summary>The publish failed for good.</summary>
    /// <param name="exception">Why.</param>
    /// <param name="results">As for <see cref="Confirm"/>.</param>
    public void Fail(Exception exception, ResultQueue? results = null)
    {
        // An earlier copy may be in the queue, whatever the last attempt met.
        if (UnknownAttempts > 0 && exception is PublishException { Outcome: PublishOutcome.NotSent or PublishOutcome.Rejected })
        {
            exception = PublishFailures.OutcomeUnknown(this, "an earlier answer went missing, and the last attempt failed as the inner exception says.", exception);
        }

        if (TrySettle(exception, out _))
        {
            Deduplication?.Failed(this, exception);
            Complete(exception, results);
        }

        LeaveTransport();
    }

    /// <summary>
    /// The publish timeout passed. The caller gets its result now; the transport lets go when it can.
    /// </summary>
    public void Expire(string cause, Exception? lastFault) => Expire($"its PublishTimeout ({PublishFailures.Span(_timeout)})", cause, lastFault);

    /// <summary>The same for another bound.</summary>
    public void Expire(string bound, string cause, Exception? lastFault)
    {
        if (TrySettle(out var state))
        {
            GiveUp(PublishFailures.TimedOut(this, state == Sent, bound, cause, lastFault), state);
        }
    }

    /// <summary>The transport is done with it, and reports nothing more.</summary>
    public void LeaveTransport()
    {
        ReleaseHeldId();
        LeaveWire();
        OrderingOwner?.ReleaseKey(this);
        Deduplication?.Left(this);
        ReleaseOwner();
    }

    private void ReleaseOwner()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            Recycle(pool: !_dropped);
        }
    }

    private void Resend()
    {
        if (Interlocked.CompareExchange(ref _state, Waiting, Sent) == Sent)
        {
            SendAgain(isLogged: false);
        }
        else
        {
            LeaveTransport();
        }
    }

    private bool TrySettle(Exception? failure, out int previous, bool deduplicated = false)
    {
        if (!TrySettle(out previous))
        {
            return false;
        }

        ReleaseId(isUnanswered: false);
        Settle(failure, deduplicated);
        return true;
    }

    /// <summary>
    /// The caller gets its result now; the broker may answer later. The id is free at once, so that the caller can
    /// publish with it again.
    /// </summary>
    private void GiveUp(Exception failure, int state)
    {
        ReleaseId(isUnanswered: state == Sent);
        Settle(failure, deduplicated: false);
        Deduplication?.GivenUp(this, mayBeStored: state == Sent || UnknownAttempts > 0);
        Complete(failure);
    }

    /// <summary>
    /// Only our own state: the calling thread may read a connection or hold a lock. Foreign code is called by
    /// <see cref="Report"/>.
    /// </summary>
    private void Settle(Exception? failure, bool deduplicated)
    {
        LeaveCircuit(failure);
        _isDeduplicated = deduplicated;
        _attemptsAtEnd = Attempts;
    }

    private void LeaveCircuit(Exception? failure)
    {
        // Once: where it was settled while it was being admitted, two threads come here.
        if (_circuitTicket != 0 && Interlocked.Exchange(ref _circuitTicket, 0) is not 0 and var ticket)
        {
            _engine!.Breaker!.Leave(ticket, failure);
        }
    }

    private bool TrySettle(out int previous)
    {
        previous = Interlocked.Exchange(ref _state, Settled);
        if (previous == Settled)
        {
            return false;
        }

        EndWatch();

        // Closing waits for callers, not for answers that nobody waits for any more.
        _pool.Leave();
        return true;
    }

    private void Recycle(bool pool)
    {
        StopWaiting();
        Message.Clear();
        _observer = null;
        _engine = null;
        _dropped = false;
        _watch = NotWatching;
        _heldIds = 0;
        _wire = NotOnWire;
        _circuitTicket = 0;
        Attempts = 0;
        Rejections = 0;
        UnknownAttempts = 0;
        _receipt = default;
        _failure = null;
        Started = Deadline = 0;
        _timeout = default;
        ClearTransportState();
        ClearStages();
        if (pool && _source.TryReset())
        {
            Volatile.Write(ref _state, Waiting);
            _pool.Return(this);
        }
        else
        {
            // Stays settled: a cancellation may still be on its way to it, and would count it as ended once more.
            Volatile.Write(ref _state, Settled);
            _source.Close();
        }
    }
}
