using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Tests.Relaying;

/// <summary>
/// A database that does everything the real one may: transactions that commit late, statements that see the past, answer late
/// or fail, a lease that is lost. The model's driver decides; statements take effect when they are made or when they end.
/// </summary>
internal sealed class ModelStore(ModelTime time, Random random) : IOutboxStore
{
    private readonly List<Action> _pending = [];
    private readonly Lock _gate = new();
    private long _nextHeldId = 1;

    public SortedDictionary<long, ModelRow> Hot { get; } = [];

    public List<ModelRow> Held { get; } = [];

    public HashSet<long> Confirmed { get; } = [];

    public List<string> Violations { get; } = [];

    public LeaseFence Lease { get; set; }

    public long NextTransaction { get; set; } = 1;

    public SortedSet<long> OpenTransactions { get; } = [];

    public double FailureRate { get; set; }

    public bool IsSynchronous { get; set; } = true;

    public int PendingCount
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    public string Description => "model";

    public bool CompleteOne()
    {
        Action? complete = null;
        lock (_gate)
        {
            if (_pending.Count > 0)
            {
                int index = Next(_pending.Count);
                complete = _pending[index];
                _pending.RemoveAt(index);
            }
        }

        complete?.Invoke();
        return complete is not null;
    }

    public ValueTask<OutboxIdentity?> ReadIdentityAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string>> CheckSafetyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CreateSchemaAsync(string publisher, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<LeaseAnswer> TakeLeaseAsync(string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        Run(() => new LeaseAnswer(Lease.Owner == owner ? Lease.Epoch : Lease.Epoch + 1, null, TimeSpan.Zero));

    public ValueTask ReleaseLeaseAsync(string owner, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<ReadResult> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => Run(() =>
    {
        // The numbers come from before the rows.
        long oldest = OpenTransactions.Count == 0 ? NextTransaction : OpenTransactions.Min;
        List<OutboxRow> inGaps = [.. Visible().Where(row => request.Ranges.Any(range => range.Contains(row.Id))).Select(static row => row.Read())];
        List<OutboxRow> forward = [.. Visible().Where(row => row.Id > request.After).Take(request.Rows).Select(static row => row.Read())];
        List<OutboxRow> rows = [.. inGaps.Concat(forward).DistinctBy(static row => row.Id).OrderBy(static row => row.Id)];
        bool isCut = rows.Count > 2 && Next(4) == 0;
        return new ReadResult(isCut ? rows[..(1 + Next(rows.Count - 1))] : rows, isCut, oldest, NextTransaction);
    });

    public ValueTask<IReadOnlyList<RowHead>> LookAsync(long after, long upTo, int rows, CancellationToken cancellationToken) => Run<IReadOnlyList<RowHead>>(
        () => [.. Visible().Where(row => row.Id > after && row.Id <= upTo).Take(rows).Select(static row => new RowHead(row.Id, row.Key))]);

    public ValueTask<int> SettleAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) => Run(() =>
    {
        foreach (long id in ids.Where(id => !Confirmed.Contains(id)))
        {
            Violations.Add($"row {id} was settled without a confirm");
        }

        return ids.Count(id => Hot.Remove(id));
    });

    public ValueTask<int> HoldAsync(LeaseFence fence, IReadOnlyList<long> ids, HeldChange change, CancellationToken cancellationToken) => Run(() =>
    {
        if (fence != Lease)
        {
            return 0;
        }

        int moved = 0;
        foreach (long id in ids)
        {
            if (Hot.Remove(id, out ModelRow? row))
            {
                row.HeldId = _nextHeldId++;
                Apply(row, change);
                Held.Add(row);
                moved++;
            }
        }

        return moved;
    });

    public ValueTask<IReadOnlyList<long>> ReadHeldKeysAsync(bool withFailed, CancellationToken cancellationToken) => Run<IReadOnlyList<long>>(
        () => [.. Held.Where(row => row.Key is not null && (row.State is HeldState.Retry or HeldState.Behind || (withFailed && row.State == HeldState.Failed))).Select(static row => row.Key!.Value).Distinct()]);

    public ValueTask<IReadOnlyList<long>> ReadHeldRoutesAsync(CancellationToken cancellationToken) => Run<IReadOnlyList<long>>(
        () => [.. Held.Where(static row => row is { State: HeldState.Retry, Route: not null }).Select(static row => row.Route!.Value).Distinct()]);

    public ValueTask<IReadOnlyList<OutboxRow>> ReadDueAsync(int rows, long bytes, CancellationToken cancellationToken) => Run<IReadOnlyList<OutboxRow>>(
        () => [.. Held.Where(row => row.State == HeldState.Retry && row.DueAt <= time.GetTimestamp()).OrderBy(static row => (row.DueAt, row.Id, row.HeldId)).Take(rows).Select(static row => row.Read())]);

    public async ValueTask ChangeHeldAsync(LeaseFence fence, long heldId, HeldChange change, CancellationToken cancellationToken) => await Run(() =>
    {
        if (fence == Lease && Held.Find(row => row.HeldId == heldId) is { } found)
        {
            Apply(found, change);
        }

        return 0;
    });

    public ValueTask<AdvanceAnswer> AdvanceKeyAsync(LeaseFence fence, long confirmedHeldId, long? keyHash, CancellationToken cancellationToken) => Run(() =>
    {
        if (confirmedHeldId != 0 && Held.Find(row => row.HeldId == confirmedHeldId) is { } confirmed)
        {
            if (!Confirmed.Contains(confirmed.Id))
            {
                Violations.Add($"held row {confirmed.Id} was deleted without a confirm");
            }

            Held.Remove(confirmed);
        }

        ModelRow? next = keyHash is null || fence != Lease
            ? null
            : Held.Where(row => row.Key == keyHash && row.State is (HeldState.Retry or HeldState.Behind)).OrderBy(static row => (row.Id, row.HeldId)).FirstOrDefault();
        if (next is null)
        {
            return new AdvanceAnswer(keyHash is null || fence == Lease, null);
        }

        next.DueAt = next.State == HeldState.Retry ? next.DueAt ?? time.GetTimestamp() : time.GetTimestamp();
        next.State = HeldState.Retry;
        return new AdvanceAnswer(true, next.Read());
    });

    public async ValueTask ReleaseRouteAsync(LeaseFence fence, long routeHash, CancellationToken cancellationToken) => await Run(() =>
    {
        foreach (ModelRow row in Held.Where(row => fence == Lease && row.Route == routeHash && row.State == HeldState.Retry))
        {
            (row.DueAt, row.Route) = (time.GetTimestamp(), null);
        }

        return 0;
    });

    public async ValueTask EnsureProgressAsync(LeaseFence fence, bool stopsAtFailed, CancellationToken cancellationToken) => await Run(() =>
    {
        foreach (IGrouping<long, ModelRow> route in Held.Where(static row => row is { State: HeldState.Retry, Route: not null }).GroupBy(static row => row.Route!.Value))
        {
            if (route.All(static row => row.DueAt is null))
            {
                route.MinBy(static row => row.HeldId)!.DueAt = time.GetTimestamp();
            }
        }

        foreach (IGrouping<long, ModelRow> key in Held.Where(static row => row.Key is not null).GroupBy(static row => row.Key!.Value))
        {
            if (!key.Any(row => row.State == HeldState.Retry || (stopsAtFailed && row.State == HeldState.Failed))
                && key.Where(static row => row.State == HeldState.Behind).MinBy(static row => (row.Id, row.HeldId)) is { } first)
            {
                (first.State, first.DueAt) = (HeldState.Retry, time.GetTimestamp());
            }
        }

        return 0;
    });

    public ValueTask<OutboxFigures> MeasureAsync(CancellationToken cancellationToken) => Run(static () => new OutboxFigures(0, null, 0, 0, 0, 0, null));

    public ValueTask<IReadOnlyList<HeldMessage>> ListHeldAsync(HeldFilter filter, long afterHeldId, int rows, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<OutboxRow?> ReadHeldAsync(long heldId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> ReplayAsync(HeldFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> DiscardAsync(HeldFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IEnumerable<ModelRow> Visible() => Hot.Values.Where(static row => row.IsCommitted);

    private void Apply(ModelRow row, HeldChange change)
    {
        row.State = change.State;
        row.Attempts = change.Attempts;
        row.DueAt = change.RetryAfter is { } delay ? time.GetTimestamp() + delay.Ticks : null;
        row.Route = change.RouteHash;
    }

    // The loop of a relay and the driver run at once when a term ends.
    private int Next(int most)
    {
        lock (random)
        {
            return random.Next(most);
        }
    }

    private ValueTask<T> Run<T>(Func<T> statement)
    {
        Func<T> effect = statement;
        statement = () =>
        {
            lock (Hot)
            {
                return effect();
            }
        };
        if (IsSynchronous)
        {
            return ValueTask.FromResult(statement());
        }

        var completion = new TaskCompletionSource<T>();
        bool fails = Next(1000) < FailureRate * 1000;
        bool early = Next(2) == 0;

        // A statement that fails may have taken effect: its answer was lost.
        bool hasEffect = !fails || Next(2) == 0;
        T? result = early && hasEffect ? statement() : default;
        lock (_gate)
        {
            _pending.Add(() =>
            {
                if (!early && hasEffect)
                {
                    result = statement();
                }

                if (fails)
                {
                    completion.SetException(new IOException("The connection was lost."));
                }
                else
                {
                    completion.SetResult(result!);
                }
            });
        }

        return new ValueTask<T>(completion.Task);
    }
}
