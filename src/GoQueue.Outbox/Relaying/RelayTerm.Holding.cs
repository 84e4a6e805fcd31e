using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Relaying;

/// <summary>Rows that leave the hot table, and rows that come back from the held ones.</summary>
internal sealed partial class RelayTerm
{
    private readonly LinkedList<HeldWork> _work = new();
    private Task? _changing;

    /// <summary>A row is held, and with it its key.</summary>
    private void Hold(RelayRow row, HeldChange change)
    {
        if (change.RetryAfter is { } delay)
        {
            _dueAt = Math.Min(_dueAt, Later(delay));
        }

        HoldKey(row, change);
    }

    /// <summary>A row is not sent by itself any more.</summary>
    private void Fail(RelayRow row, HeldState state, string kind, string error, int? attempts = null)
    {
        var change = new HeldChange(state, attempts ?? row.Attempts, null, null, kind, error);
        _monitor.Failed(row, kind, error);
        if (row.RouteHash is { } route && _routes.Contains(route) && row.HeldId != 0)
        {
            // The probe is gone: another message of the route becomes one.
            _routes.Remove(route);
            Enqueue(HeldWork.ReleaseRoute(route));
        }

        if (_settings.WhenFailed == FailedKeys.Stop)
        {
            HoldKey(row, change);
            return;
        }

        _window.Release(row, opensGate: true);
        if (row.HeldId == 0)
        {
            NoteMove(row.Gate);
            Enqueue(HeldWork.Hold(row.Id, row.Gate, change));
        }
        else
        {
            Enqueue(HeldWork.Update(row.HeldId, change));
            if (row.Gate is { } gate)
            {
                Enqueue(HeldWork.Advance(gate));
            }
        }
    }

    private void HoldKey(RelayRow row, HeldChange change)
    {
        if (row.Gate is { } gate)
        {
            gate.IsHeld = true;
        }

        _window.Release(row, opensGate: false);
        if (row.HeldId == 0)
        {
            NoteMove(row.Gate);
            Enqueue(HeldWork.Hold(row.Id, row.Gate, change));
        }
        else
        {
            Enqueue(HeldWork.Update(row.HeldId, change));
        }

        if (row.Gate is { } key)
        {
            foreach (var later in RowWindow.TakeWaiting(key))
            {
                _window.Release(later, opensGate: false);
                if (later.HeldId == 0)
                {
                    HoldBehind(later.Id, key);
                }
                else
                {
                    _window.ForgetHeld(later.HeldId);
                }
            }
        }
    }

    /// <summary>A row of the hot table goes behind the held rows of its key.</summary>
    private void HoldBehind(long id, KeyGate gate)
    {
        _window.NoteMoving(id);
        NoteMove(gate);
        Enqueue(HeldWork.Hold(id, gate, HeldChange.Behind));
    }

    private static void NoteMove(KeyGate? gate)
    {
        if (gate is not null)
        {
            gate.Moving++;
        }
    }

    private void Enqueue(HeldWork work)
    {
        if (_work.Last?.Value is not { } last || !last.TryMerge(work))
        {
            _work.AddLast(work);
        }
    }

    private void ChangeHeld()
    {
        if (_changing is not null || _work.First is not { Value: var work })
        {
            return;
        }

        // Off the queue: nothing may be merged into what is being executed.
        _work.RemoveFirst();
        _changing = RunStatement(
            ExecuteAsync(work),
            answer =>
            {
                _changing = null;
                _isLeaseLost |= !answer.IsLeased;
                OnChanged(work, answer);
            },
            () =>
            {
                _changing = null;
                _work.AddFirst(work);
            });
    }

    private async ValueTask<AdvanceAnswer> ExecuteAsync(HeldWork work)
    {
        if (work.Ids.Count > 0)
        {
            await _store.HoldAsync(_fence, work.Ids, work.Change!, CancellationToken.None).ConfigureAwait(false);
            return new AdvanceAnswer(IsLeased: true, Next: null);
        }

        if (work.ReleasedRoute is { } route)
        {
            await _store.ReleaseRouteAsync(_fence, route, CancellationToken.None).ConfigureAwait(false);
            return new AdvanceAnswer(IsLeased: true, Next: null);
        }

        if (work.Advances)
        {
            return await _store.AdvanceKeyAsync(_fence, work.HeldId, work.Gate?.Hash, CancellationToken.None).ConfigureAwait(false);
        }

        await _store.ChangeHeldAsync(_fence, work.HeldId, work.Change!, CancellationToken.None).ConfigureAwait(false);
        return new AdvanceAnswer(IsLeased: true, Next: null);
    }

    private void OnChanged(HeldWork work, AdvanceAnswer answer)
    {
        for (var i = 0; i < work.Ids.Count; i++)
        {
            _window.Forget(work.Ids[i]);
            if (work.Gates[i] is { } gate)
            {
                gate.Moving--;
                if (gate is { Moving: 0, AdvancesAfterMoves: true })
                {
                    gate.AdvancesAfterMoves = false;
                    Enqueue(HeldWork.Advance(gate));
                }

                _window.Tidy(gate);
            }
        }

        if (work.HeldId != 0)
        {
            _window.ForgetHeld(work.HeldId);
        }

        if (work.ReleasedRoute is not null)
        {
            _dueAt = Now;
        }

        if (work is { Advances: true, Gate: { } key } && answer.IsLeased)
        {
            OnAdvanced(key, answer.Next);
        }
    }

    private void OnAdvanced(KeyGate key, OutboxRow? next)
    {
        if (next is not null)
        {
            if (!_window.HasHeld(next.HeldId))
            {
                AddHeld(next);
            }
        }
        else if (key.Moving > 0)
        {
            // Rows came while the database was asked: they are behind nothing.
            key.AdvancesAfterMoves = true;
        }
        else
        {
            key.IsHeld = false;
            _window.Tidy(key);
        }
    }

    /// <summary>A held row that is due.</summary>
    private void AddHeld(OutboxRow row)
    {
        var gate = row.KeyHash is { } hash ? _window.GateOf(hash) : null;
        if (gate is not null)
        {
            gate.IsHeld = true;
        }

        _window.Add(new RelayRow(row, gate, this, Now));
    }
}
