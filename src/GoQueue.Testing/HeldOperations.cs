using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;

namespace GoQueue.Testing;

/// <summary>Operations that wait, for a time or to be let go; each ends at its publish's deadline at the latest. Thread-safe.</summary>
internal sealed class HeldOperations(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Held> _all = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _all.Count;
            }
        }
    }

    public bool IsBlocked
    {
        get
        {
            lock (_gate)
            {
                return _all.Exists(static held => held.IsBlocked);
            }
        }
    }

    /// <summary>Holds an operation that was not sent, until <see cref="TakeBlocked"/>.</summary>
    public void Block(PublishOperation operation, string cause) => Hold(operation, Timeout.InfiniteTimeSpan, cause, whenDue: null);

    /// <summary>Holds an operation that was sent, until its time has come.</summary>
    public void Delay(PublishOperation operation, TimeSpan delay, string cause, Action<PublishOperation> whenDue) => Hold(operation, delay, cause, whenDue);

    public IReadOnlyList<PublishOperation> TakeBlocked() => Take(static held => held.IsBlocked).ConvertAll(static held => held.Operation);

    public IReadOnlyList<(PublishOperation Operation, bool IsSent)> TakeAll() => Take(static _ => true).ConvertAll(static held => (held.Operation, !held.IsBlocked));

    private void Hold(PublishOperation operation, TimeSpan delay, string cause, Action<PublishOperation>? whenDue)
    {
        var left = TimeSpan.FromSeconds((double)(operation.Deadline - time.GetTimestamp()) / time.TimestampFrequency);
        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        var held = new Held(operation, whenDue is null);
        var isDue = whenDue is not null && delay < left;
        Action end = isDue
            ? () => whenDue!(operation)
            : () =>
            {
                operation.Expire(cause, lastFault: null);
                operation.LeaveTransport();
            };
        lock (_gate)
        {
            _all.Add(held);
            held.Timer = DefaultContext.CreateTimer(time, static end => ((Action)end!)(), () => End(held, end), isDue ? delay : left);
        }
    }

    private void End(Held held, Action end)
    {
        lock (_gate)
        {
            // Somebody else has taken it, and has ended it.
            if (!_all.Remove(held))
            {
                return;
            }
        }

        held.Timer?.Dispose();
        end();
    }

    private List<Held> Take(Predicate<Held> which)
    {
        List<Held> taken;
        lock (_gate)
        {
            taken = _all.FindAll(which);
            _all.RemoveAll(which);
        }

        taken.ForEach(static held => held.Timer?.Dispose());
        return taken;
    }

    /// <summary>One operation that waits.</summary>
    private sealed class Held(PublishOperation operation, bool isBlocked)
    {
        public PublishOperation Operation { get; } = operation;

        public bool IsBlocked { get; } = isBlocked;

        public ITimer? Timer { get; set; }
    }
}
