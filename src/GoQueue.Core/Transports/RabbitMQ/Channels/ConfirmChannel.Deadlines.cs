using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>
/// The clock side: one coarse timer per channel that runs while something is under way. The confirm timeout counts its ticks, and blocked time
/// has none; the publish timeout goes by the clock.
/// </summary>
internal sealed partial class ConfirmChannel
{
    private readonly ITimer _timer;
    // How long a channel that is to be replaced waits for its last answers. Longer, and one late answer would hold up everything that may go nowhere else.
    private const int RetirementTicks = 3;

    private long _earliestDeadline = long.MaxValue;
    private int _tick;
    private int _retiringSince;
    private bool _timerRuns;

    private void WatchDeadlineLocked(long deadline)
    {
        // A lower bound, not the minimum: it is corrected when it has passed.
        _earliestDeadline = Math.Min(_earliestDeadline, deadline);
        if (!_timerRuns)
        {
            _timerRuns = true;
            _timer.Change(_settings.Tick, _settings.Tick);
        }
    }

    private void StopTimerLocked()
    {
        if (_timerRuns)
        {
            _timerRuns = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private bool HasWaitedTooLong(PublishOperation operation) => _tick - operation.SentTick > _settings.ConfirmTicks;

    private void OnTick()
    {
        bool isLate;
        bool isTakenBack;
        var settled = default(OperationChain);
        lock (_sync)
        {
            if (_ring.Count == 0 && _intake.Count == 0)
            {
                StopTimerLocked();
                return;
            }

            if (!_session.IsBlocked)
            {
                _tick++;
            }

            isTakenBack = _retiring && _tick - _retiringSince > RetirementTicks;
            _retiring &= !isTakenBack;
            ExpireLocked(_settings.Time.GetTimestamp(), ref settled);
            isLate = _fault is null && _ring.Oldest is { } oldest && HasWaitedTooLong(oldest);
        }

        while (settled.Take() is { } operation)
        {
            _owner.Discard(operation);
        }

        if (isTakenBack)
        {
            _owner.OnRoom();
        }

        if (isLate)
        {
            var fault = ChannelFault.ConfirmTimeout(_settings.ConfirmTimeout);
            if (_session.IsSilentFor(_settings.ConfirmTimeout))
            {
                // Not this channel alone: nobody on the connection has an answer.
                _session.Kill(fault);
            }

            Close(fault);
        }
        else if (_session.IsStalled)
        {
            _session.Kill("the broker takes no more bytes", null);
        }
    }

    /// <summary>
    /// Gives the callers of overdue messages their result; the messages keep their places until the broker answers. The lock keeps them from being
    /// used again meanwhile; continuations run elsewhere.
    /// </summary>
    private void ExpireLocked(long now, ref OperationChain settled)
    {
        if (now < _earliestDeadline)
        {
            return;
        }

        _earliestDeadline = long.MaxValue;
        ExpireIntakeLocked(now, ref settled);
        var (low, next) = _ring.Range;
        for (var tag = low; tag < next; tag++)
        {
            if (_ring.Find(tag) is not { IsSettled: false } operation)
            {
                continue;
            }

            if (operation.Deadline <= now)
            {
                operation.Expire("the broker's answer is missing.", lastFault: null);
            }
            else
            {
                _earliestDeadline = Math.Min(_earliestDeadline, operation.Deadline);
            }
        }
    }

    /// <summary>The same for what has not been written, because the wire takes no more for now: it was not sent, and is to leave.</summary>
    private void ExpireIntakeLocked(long now, ref OperationChain settled)
    {
        for (var operation = _intake.First; operation is not null;)
        {
            var next = operation.Next;
            if (operation.Deadline <= now)
            {
                operation.Expire("the connection takes no more bytes.", lastFault: null);
            }

            if (operation.IsSettled)
            {
                _intake.Remove(operation);
                Volatile.Write(ref _load, _load - 1);
                settled.Add(operation);
            }
            else
            {
                _earliestDeadline = Math.Min(_earliestDeadline, operation.Deadline);
            }

            operation = next;
        }
    }
}
