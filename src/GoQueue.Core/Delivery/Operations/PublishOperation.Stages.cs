using System.Threading.RateLimiting;
using GoQueue.Delivery.Deduplication;
using GoQueue.Diagnostics;

namespace GoQueue.Delivery.Operations;

/// <summary>What stands between the frozen message and its transport, and who hears of its end.</summary>
internal sealed partial class PublishOperation
{
    private RateLimitLease? _lease;
    private ByteCount? _waiting;
    private ResendReport? _resend;

    // What the report of the end needs, as it was when the operation was settled.
    private bool _isDeduplicated;
    private int _attemptsAtEnd;

    /// <summary>Who observes the publish that this message belongs to.</summary>
    public PublishObservation Observation { get; set; }

    /// <summary>Its id in the deduplication window; null where there is none, or another message has it.</summary>
    public DeduplicationEntry? Deduplication { get; set; }

    /// <summary>The caller's token, for what waits by itself.</summary>
    public CancellationToken CallerToken { get; private set; }

    /// <summary>Cancelled when the publisher's time for closing is over.</summary>
    public CancellationToken Stopping => _engine!.Stopping;

    /// <summary>One attempt of another operation, which tells the world.</summary>
    public bool IsAttempt { get; set; }

    /// <summary>A message that was stored before: it may meet one with its id that this process publishes directly.</summary>
    public bool IsStored { get; set; }

    /// <summary>Goes on behind the deduplication window.</summary>
    /// <param name="mayBeStored">Whether the broker may hold a copy from an earlier message with its id.</param>
    public void Proceed(bool mayBeStored)
    {
        if (mayBeStored)
        {
            UnknownAttempts++;
        }

        if (Admit(_engine!) is { } refusal)
        {
            Fail(refusal);
            return;
        }

        Interlocked.MemoryBarrier();
        if (IsSettled)
        {
            // Cancelled while it was being admitted: the thread that settled it may have looked before ticket, id and
            // entry were here.
            LeaveCircuit(failure: null);
            ReleaseHeldId();
            Deduplication?.GivenUp(this, mayBeStored);
        }

        Limit();
    }

    private void Limit()
    {
        if (_engine!.RateLimit is null || _engine.RateLimit.TryEnter(this, _engine.Time))
        {
            Transmit();
        }
    }

    /// <summary>Goes on behind the rate limit.</summary>
    public void Transmit()
    {
        StopWaiting();
        if (_engine!.Resilience is not { } resilience)
        {
            _engine.Transport.Send(this);
        }
        else if (TryWait())
        {
            // To its end: the pipeline may wait between its attempts, and this is the copy that it makes them from.
            resilience.Send(this);
        }
    }

    /// <summary>
    /// Counts the message among those that wait, because a stage is about to keep it. If they take all the bytes that may wait, the publish has failed, and the stage
    /// must not touch it again.
    /// </summary>
    public bool TryWait()
    {
        if (WaitOrRefuse() is { } refusal)
        {
            Fail(refusal);
            return false;
        }

        return true;
    }

    /// <summary>Counts the message among those that wait, or returns why it must not wait; for stages that hold a lock.</summary>
    public Exception? WaitOrRefuse()
    {
        if (_engine!.Transport.WaitingOf(Message) is { } waiting)
        {
            if (!IsAdmitted && waiting.IsFull(WaitingWeight))
            {
                return PublishFailures.QueueFull(this, waiting, "four times MaxInFlightBytes is the most");
            }

            Wait(waiting);
        }

        return null;
    }

    /// <summary>Counts a message that was in flight among those that wait. It has been admitted, and is never thrown out.</summary>
    public void WaitForRetry()
    {
        if (_engine!.Transport.WaitingOf(Message) is { } waiting)
        {
            Wait(waiting);
        }
    }

    /// <summary>It waits in a stage no longer; nothing to do where it did not.</summary>
    public void StopWaiting()
    {
        if (_waiting is not null)
        {
            Interlocked.Exchange(ref _waiting, null)?.Add(-WaitingWeight);
        }
    }

    /// <summary>Whether it was let in among those that wait: the transport does not ask again.</summary>
    public bool IsAdmitted { get; set; }

    private int WaitingWeight => Math.Max(1, Message.Body.Length);

    private void Wait(ByteCount waiting)
    {
        IsAdmitted = true;
        waiting.Add(WaitingWeight);
        _waiting = waiting;
    }

    /// <summary>Keeps a permit until the message is settled.</summary>
    public void KeepLease(RateLimitLease lease)
    {
        _lease = lease;
        Interlocked.MemoryBarrier();
        if (IsSettled)
        {
            // Cancelled meanwhile: whoever settled it may have looked before the permit was here.
            ReleaseLease();
        }
    }

    /// <summary>Another message with its id was confirmed.</summary>
    public void Duplicate(PublishReceipt receipt)
    {
        var own = new PublishReceipt(Message.MessageId, receipt.Timestamp, Attempts: 0, receipt.MayBeDuplicated, Deduplicated: true);
        if (TrySettle(failure: null, out _, deduplicated: true))
        {
            Complete(own);
        }

        LeaveTransport();
    }

    /// <summary>Begins an attempt that another operation makes. False where the caller has its result already.</summary>
    public bool TryBeginOuterAttempt()
    {
        if (Interlocked.CompareExchange(ref _state, Sent, Waiting) == Settled)
        {
            return false;
        }

        Attempts++;
        return true;
    }

    /// <summary>An attempt that another operation made may have stored the message.</summary>
    public void NoteUnknownAttempt() => UnknownAttempts++;

    /// <summary>
    /// Whether foreign code is called at the end: a rate limiter, or a listener of spans, metrics or logs.
    /// </summary>
    private bool IsObserved => Observation.Telemetry is not null || Volatile.Read(ref _lease) is not null;

    /// <summary>
    /// Calls the foreign code that observes the end. Never on a thread that reads a connection nor under a lock,
    /// because that code may block, and before the caller has its result.
    /// </summary>
    private void Report()
    {
        ReleaseLease();
        if (Observation.Telemetry is not { } telemetry)
        {
            return;
        }

        _resend?.Execute();
        if (_attemptsAtEnd > 0 && _engine!.Resilience is null)
        {
            telemetry.SendEnded(Observation, Started, _failure);
        }

        if (_observer is null && !IsAttempt)
        {
            telemetry.End(Observation, new PublishEnd(Message.MessageId, _attemptsAtEnd, _failure, _isDeduplicated));
        }
    }

    private void ReleaseLease()
    {
        try
        {
            Interlocked.Exchange(ref _lease, null)?.Dispose();
        }
        catch (Exception)
        {
            // The application's limiter. The message has ended, whatever the limiter does.
        }
    }

    private void ClearStages()
    {
        Observation = default;
        Deduplication = null;
        CallerToken = default;
        IsAttempt = IsAdmitted = IsStored = false;
        _lease = null;
        _resend = null;
        _isDeduplicated = false;
        _attemptsAtEnd = 0;
    }
}
