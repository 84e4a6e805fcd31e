using System.Collections.Concurrent;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Relaying;

/// <summary>What is sent, and what its end means.</summary>
internal sealed partial class RelayTerm
{
    private const int MostSending = 1280;
    private const int MostUnknowns = 3;
    private const int SettledTogether = 1000;

    private static readonly TimeSpan s_settleDelay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_firstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestRetry = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<Action> _finished = new();
    private readonly BrokenRoutes _routes = new();
    private readonly Backoff _sendBackoff;
    private List<long> _confirmed = [];
    private Task? _settling;
    private long _settleAt;
    private long _pausedUntil;
    private long _confirmations;
    private int _sending;
    private bool _hasStateChanged;

    private void TakeCompleted()
    {
        while (_finished.TryDequeue(out var finish))
        {
            finish();
        }

        while (_completed.TryDequeue(out var row))
        {
            _sending--;
            if (row.Failure is null)
            {
                OnConfirmed(row);
            }
            else
            {
                OnFailed(row, row.Failure);
            }
        }
    }

    private void SendReady()
    {
        if (_window.ReadyCount == 0 || !CanSend())
        {
            return;
        }

        while (_sending < MostSending && _pausedUntil == 0 && _window.TryTakeReady(out var row))
        {
            // Counted first: the end may come before the call returns.
            _sending++;
            var routes = _routes.Count > 0 && row.HeldId == 0 ? _routes : null;
            var fault = _sender.Send(row, routes, _ending.Token);
            if (fault != SendFault.None)
            {
                _sending--;
                OnNotSent(row, fault);
            }
        }
    }

    private bool CanSend()
    {
        if (_isStopping || Now >= _sendUntil)
        {
            return false;
        }

        if (_pausedUntil != 0 && (Now >= _pausedUntil || Volatile.Read(ref _hasStateChanged)))
        {
            _pausedUntil = 0;
        }

        Volatile.Write(ref _hasStateChanged, false);
        if (_pausedUntil != 0)
        {
            return false;
        }

        if (_sender.State is PublisherState.Connected or PublisherState.NotConnected)
        {
            return true;
        }

        Pause($"the publisher is {_sender.State}{(_sender.Reason is { } reason ? $": {reason}" : "")}");
        return false;
    }

    private void Pause(string reason)
    {
        if (_pausedUntil == 0)
        {
            _pausedUntil = Later(_sendBackoff.Next());
            _monitor.Paused(reason);
        }
    }

    private void OnConfirmed(RelayRow row)
    {
        _confirmations++;
        _sendBackoff.Reset();
        _monitor.Resumed();
        _monitor.Delivered(row, row.AgeAt(Now, _time));
        if (row.RouteHash is { } route && _routes.Contains(route))
        {
            _routes.Remove(route);
            Enqueue(HeldWork.ReleaseRoute(route));
        }

        if (row.HeldId != 0)
        {
            _window.Release(row, opensGate: true);
            Enqueue(HeldWork.Confirmed(row.HeldId, row.Gate));
            return;
        }

        if (_confirmed.Count == 0)
        {
            _settleAt = Later(s_settleDelay);
        }

        _confirmed.Add(row.Id);
        _window.Confirm(row);
    }

    private void OnFailed(RelayRow row, Exception failure)
    {
        var kind = SendVerdicts.KindOf(failure);
        switch (SendVerdicts.Of(failure))
        {
            case SendVerdict.Pause:
                _window.ReturnToReady(row);
                Pause(failure.Message);
                break;
            case SendVerdict.Unknown:
                OnUnknown(row, kind, failure.Message);
                break;
            case SendVerdict.RouteFault:
                OnRouteFault(row, Envelopes.StableHash.OfRoute(row.Exchange, row.RoutingKey), kind, failure.Message);
                break;
            case SendVerdict.ExchangeFault:
                OnRouteFault(row, Envelopes.StableHash.OfRoute(row.Exchange, ""), kind, failure.Message);
                break;
            case SendVerdict.Rejected:
                OnRejected(row, kind, failure.Message);
                break;
            default:
                Fail(row, HeldState.Failed, kind, failure.Message);
                break;
        }
    }

    private void OnUnknown(RelayRow row, string kind, string error)
    {
        _monitor.MayBeDuplicated();
        row.Unknowns++;
        if (row.Unknowns < MostUnknowns || row.ConfirmationsAtSend == _confirmations)
        {
            row.ConfirmationsAtSend = _confirmations;
            _window.ReturnToReady(row);
            return;
        }

        // Others are confirmed meanwhile: it is this message.
        OnRejected(row, kind, error);
    }

    private void OnRejected(RelayRow row, string kind, string error)
    {
        var attempts = row.Attempts + 1;
        if (attempts >= _settings.MaxAttempts)
        {
            Fail(row, HeldState.Failed, kind, error, attempts);
            return;
        }

        var delay = Backoff.Of(s_firstRetry, s_longestRetry, attempts - 1, _random);
        _monitor.Retrying(row, kind, attempts);
        Hold(row, new HeldChange(HeldState.Retry, attempts, delay, null, kind, error));
    }

    private void OnRouteFault(RelayRow row, long route, string kind, string error)
    {
        if (_settings.GiveUpAfter is { } patience && row.AgeAt(Now, _time) > patience)
        {
            Fail(row, HeldState.Failed, kind, error);
            return;
        }

        if (row.RouteHash is { } probed && probed != route)
        {
            // It was the probe of another fault, which is gone.
            _routes.Remove(probed);
            Enqueue(HeldWork.ReleaseRoute(probed));
        }

        TimeSpan? delay;
        if (_routes.TryAdd(route) || _routes.Count >= BrokenRoutes.Most)
        {
            delay = Backoff.Of(s_firstRetry, s_longestRetry, 0, _random);
            _monitor.RouteFault(row, kind, error);
        }
        else if (row.RouteHash == route && row.HeldId != 0)
        {
            // The probe itself.
            delay = Backoff.Of(s_firstRetry, s_longestRetry, _routes.Failed(route) - 1, _random);
            _monitor.RouteFault(row, kind, error);
        }
        else
        {
            delay = null;
        }

        Hold(row, new HeldChange(HeldState.Retry, row.Attempts, delay, route, kind, error));
    }

    private void OnNotSent(RelayRow row, SendFault fault)
    {
        switch (fault)
        {
            case SendFault.RouteBroken:
                Hold(row, new HeldChange(HeldState.Retry, row.Attempts, null, row.RouteHash, null, null));
                break;
            case SendFault.Expired:
                Fail(row, HeldState.Expired, "Expired", "The message's time to live passed before it could be sent.");
                break;
            case SendFault.UnknownVersion:
                _monitor.UnknownVersion(row);
                if (row.HeldId == 0)
                {
                    Block(row);
                }
                else
                {
                    Hold(row, new HeldChange(HeldState.Retry, row.Attempts, s_longestRetry, row.RouteHash, "UnknownVersion", "A newer version wrote the message."));
                }

                break;
            default:
                Fail(row, HeldState.Failed, "Corrupt", "The stored bytes are not what was written: their checksum differs.");
                break;
        }
    }

    /// <summary>A row stays for a newer relay, and so do later rows of its key.</summary>
    private void Block(RelayRow row)
    {
        _window.NoteUnreadable(row);
        if (row.Gate is { } gate)
        {
            gate.IsBlocked = true;
            foreach (var later in RowWindow.TakeWaiting(gate))
            {
                _window.NoteUnreadable(later);
            }
        }
    }

    private void Settle()
    {
        if (_settling is not null || _confirmed.Count == 0 || (_confirmed.Count < SettledTogether && _sending > 0 && Now < _settleAt && !_isStopping))
        {
            return;
        }

        var ids = _confirmed.Count <= SettledTogether ? _confirmed : _confirmed.GetRange(0, SettledTogether);
        _confirmed = ReferenceEquals(ids, _confirmed) ? [] : _confirmed.GetRange(SettledTogether, _confirmed.Count - SettledTogether);
        ids.Sort();
        var started = Now;
        _settling = RunStatement(
            _store.SettleAsync(ids, CancellationToken.None),
            count =>
            {
                _settling = null;
                _monitor.Settled(ids.Count, ids.Count - count, _time.GetElapsedTime(started));
                foreach (var id in ids)
                {
                    _window.Forget(id);
                }
            },
            () =>
            {
                _settling = null;
                _confirmed.AddRange(ids);
            });
    }
}
