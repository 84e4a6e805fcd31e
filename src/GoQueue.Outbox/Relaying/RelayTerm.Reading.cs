using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Relaying;

/// <summary>
/// What is read, and when: rows behind the cursor, rows that appear in gaps, rows of keys that had too many in memory, held
/// rows that are due, and regularly a full look from zero, which finds whatever was missed. The cursor saves work; it never
/// decides.
/// </summary>
internal sealed partial class RelayTerm
{
    private const int ReadRows = 1000;
    private const int LookRows = 5000;
    private const int FetchRows = 256;
    private const int MostUnreadable = 100_000;

    private static readonly TimeSpan s_shortestPoll = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_fullLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestFullLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_duePoll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_figures = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_progress = TimeSpan.FromMinutes(1);

    private readonly GapList _gaps = new();
    private readonly List<long> _toFetch = [];
    private readonly HashSet<KeyGate> _skipped = [];
    private (KeyGate Gate, List<long> Ids, long Next)? _refill;
    private bool _hasJustRefilled;
    private Task? _reading;
    private long _cursor;
    private long _readAt;
    private TimeSpan _pollDelay = s_shortestPoll;
    private long _dueAt;
    private long _figuresAt;
    private long _progressAt = long.MinValue;
    private long _lookAt;
    private long _lookFrom = -1;
    private long _lookStarted;
    private int _hints;
    private int _seenHints;
    private bool _hasHeldHint;

    /// <summary>A message was written in this process: its transaction commits soon, or not at all.</summary>
    public void Hint()
    {
        Interlocked.Increment(ref _hints);
        _signal.Set();
    }

    /// <summary>An operator has changed held rows.</summary>
    public void HintHeld()
    {
        Volatile.Write(ref _hasHeldHint, true);
        _signal.Set();
    }

    private bool HasRoom => _window.Count + (Math.Min(ReadRows, _settings.WindowRows) / 4) <= _settings.WindowRows && _window.Bytes < _settings.WindowBytes * 3 / 4;

    private long FreeBytes => Math.Max(1, _settings.WindowBytes - _window.Bytes);

    private void Read()
    {
        var hints = Volatile.Read(ref _hints);
        if (hints != _seenHints)
        {
            _seenHints = hints;
            _pollDelay = s_shortestPoll;
            _readAt = Math.Min(_readAt, Later(s_shortestPoll));
        }

        if (Volatile.Read(ref _hasHeldHint))
        {
            Volatile.Write(ref _hasHeldHint, false);
            _dueAt = _progressAt = Now;
        }

        if (_reading is not null || _isStopping)
        {
            return;
        }

        _window.ForgetGone();
        _window.RemembersGone = false;
        IsIdle = false;
        if (_progressAt == long.MinValue)
        {
            _progressAt = Later(s_progress);
        }

        if (Now >= _dueAt && _window.Count < _settings.WindowRows / 2)
        {
            ReadDue();
        }
        else if (_refill is { } refill)
        {
            FetchRefill(refill.Gate, refill.Ids, refill.Next);
        }
        else if (_toFetch.Count > 0)
        {
            // Before newer rows: these may be of their keys.
            if (HasRoom)
            {
                Fetch();
            }
        }
        else if (Now >= _lookAt)
        {
            Look(_cursor);
        }
        else if (IsForwardDue && (_hasJustRefilled || FindRefill() is null))
        {
            _hasJustRefilled = false;
            if (IsQuiet)
            {
                // One statement finds what was missed and what is new.
                _readAt = Later(_settings.PollInterval);
                Look(long.MaxValue);
            }
            else
            {
                ReadForward();
            }
        }
        else if (FindRefill() is { } gate)
        {
            _hasJustRefilled = true;
            Refill(gate);
        }
        else if (Now >= _figuresAt)
        {
            Measure();
        }
        else if (Now >= _progressAt)
        {
            _progressAt = Later(s_progress);
            BeginReading(EnsureProgressAsync(), _ => _dueAt = Now);
        }
        else
        {
            IsIdle = _window.Count == 0 && _work.Count == 0 && _changing is null && _confirmed.Count == 0 && _settling is null;
        }
    }

    private bool IsForwardDue => Now >= _readAt && HasRoom && _window.UnreadableCount < MostUnreadable;

    private bool IsQuiet => _pollDelay >= _settings.PollInterval && _gaps.Count == 0 && _window.Count == 0;

    private long NextRead()
    {
        if (_reading is not null || _isStopping)
        {
            return long.MaxValue;
        }

        var next = Math.Min(_figuresAt, _progressAt);
        next = Math.Min(next, _window.Count < _settings.WindowRows / 2 ? _dueAt : long.MaxValue);
        if (_toFetch.Count > 0)
        {
            return HasRoom ? Now : next;
        }

        next = Math.Min(next, _lookAt);
        return HasRoom && _window.UnreadableCount < MostUnreadable ? Math.Min(next, _readAt) : next;
    }

    private void BeginReading<T>(ValueTask<T> statement, Action<T> onResult, Action? onFailure = null)
    {
        _window.RemembersGone = true;
        _reading = RunStatement(
            statement,
            result =>
            {
                onResult(result);
                _reading = null;
            },
            () =>
            {
                onFailure?.Invoke();
                _reading = null;
            });
    }

    private async ValueTask<bool> EnsureProgressAsync()
    {
        await _store.EnsureProgressAsync(_fence, _settings.WhenFailed == FailedKeys.Stop, _ending.Token).ConfigureAwait(false);
        return true;
    }

    private void ReadForward()
    {
        var rows = Math.Min(ReadRows, _settings.WindowRows - _window.Count);
        var started = Now;
        var hints = _seenHints;
        IReadOnlyList<IdRange> ranges = _settings.WatchesGaps ? _gaps.Ranges : [];
        BeginReading(
            _store.ReadAsync(new ReadRequest(_cursor, rows, FreeBytes, ranges), _ending.Token),
            result =>
            {
                _monitor.Read(result.Rows.Count, _time.GetElapsedTime(started));
                if (result.NextTransaction != 0)
                {
                    _gaps.Advance(result.OldestTransaction, result.NextTransaction, wasComplete: !result.MayBeCut);
                }

                var forward = 0;
                foreach (var row in result.Rows)
                {
                    if (row.Id > _cursor)
                    {
                        if (row.Id > _cursor + 1 && result.NextTransaction != 0)
                        {
                            _gaps.Add(new IdRange(_cursor + 1, row.Id - 1));
                        }

                        _cursor = row.Id;
                        forward++;
                    }
                    else
                    {
                        _gaps.Fill(row.Id);
                    }

                    Take(row);
                }

                if (forward == rows || result.MayBeCut)
                {
                    _readAt = Now;
                    _pollDelay = s_shortestPoll;
                }
                else
                {
                    _pollDelay = result.Rows.Count > 0 || hints != Volatile.Read(ref _hints) ? s_shortestPoll : _pollDelay;
                    _readAt = Later(_pollDelay);
                    _pollDelay = _pollDelay * 2 < _settings.PollInterval ? _pollDelay * 2 : _settings.PollInterval;
                }
            });
    }

    /// <summary>Takes a row of the hot table into memory, moves it behind held ones, or leaves it for later.</summary>
    private void Take(OutboxRow row)
    {
        if (_window.Knows(row.Id))
        {
            return;
        }

        if (row.KeyHash is not { } hash)
        {
            _window.Add(new RelayRow(row, null, this, Now));
            return;
        }

        var gate = _window.GateOf(hash);
        if (gate.IsBlocked)
        {
            _window.NoteUnreadable(row.Id);
        }
        else if (gate.IsHeld)
        {
            HoldBehind(row.Id, gate);
        }
        else if (row.Id >= gate.SkippedFrom || _window.IsHot(gate))
        {
            gate.SkippedFrom = Math.Min(gate.SkippedFrom, row.Id);
            _skipped.Add(gate);
        }
        else
        {
            _window.Add(new RelayRow(row, gate, this, Now));
        }
    }

    private void ReadDue()
    {
        var rows = Math.Max(1, Math.Min(ReadRows, (_settings.WindowRows / 2) - _window.Count));

        // First: what is held meanwhile may be due earlier.
        _dueAt = Later(s_duePoll < _settings.PollInterval * 5 ? s_duePoll : _settings.PollInterval * 5);
        BeginReading(
            _store.ReadDueAsync(rows, FreeBytes, _ending.Token),
            due =>
            {
                var news = 0;
                foreach (var row in due)
                {
                    if (!_window.KnowsHeld(row.HeldId))
                    {
                        news++;
                        AddHeld(row);
                    }
                }

                if (news > 0)
                {
                    _dueAt = Math.Min(_dueAt, Later(TimeSpan.FromMilliseconds(10)));
                }
            });
    }

    private void Fetch()
    {
        var ids = _toFetch.GetRange(0, Math.Min(FetchRows, _toFetch.Count));
        _toFetch.RemoveRange(0, ids.Count);
        BeginReading(
            _store.ReadAsync(new ReadRequest(0, 0, FreeBytes, ids.ConvertAll(static id => new IdRange(id, id))), _ending.Token),
            result =>
            {
                foreach (var row in result.Rows)
                {
                    Take(row);
                }

                if (result.MayBeCut && result.Rows.Count > 0)
                {
                    _toFetch.InsertRange(0, ids.Where(id => id > result.Rows[^1].Id));
                }
            },
            () => _toFetch.InsertRange(0, ids));
    }

    private KeyGate? FindRefill()
    {
        if (!HasRoom)
        {
            return null;
        }

        foreach (var gate in _skipped)
        {
            if (gate.Count < Math.Max(2, _settings.WindowRows / 8))
            {
                return gate;
            }
        }

        return null;
    }

    /// <summary>Reads on in a key of which rows were left out. It stays marked until they are here, so that no newer row goes ahead.</summary>
    private void Refill(KeyGate gate) => BeginReading(
        _store.LookAsync(gate.SkippedFrom - 1, _cursor, LookRows, _ending.Token),
        heads =>
        {
            var room = gate.IsHeld || gate.IsBlocked ? int.MaxValue : Math.Max(1, Math.Min(FetchRows, (_settings.WindowRows / 4) - gate.Count));
            var next = heads.Count == LookRows ? heads[^1].Id + 1 : long.MaxValue;
            var ids = new List<long>();
            foreach (var head in heads)
            {
                if (head.KeyHash != gate.Hash || _window.Knows(head.Id))
                {
                    continue;
                }

                if (ids.Count == room)
                {
                    next = head.Id;
                    break;
                }

                ids.Add(head.Id);
            }

            if (ids.Count > 0 && gate is { IsHeld: false, IsBlocked: false })
            {
                _refill = (gate, ids, next);
                return;
            }

            foreach (var id in ids)
            {
                if (gate.IsBlocked)
                {
                    _window.NoteUnreadable(id);
                }
                else
                {
                    HoldBehind(id, gate);
                }
            }

            SkipFrom(gate, next);
        });

    private void FetchRefill(KeyGate gate, List<long> ids, long next) => BeginReading(
        _store.ReadAsync(new ReadRequest(0, 0, FreeBytes, ids.ConvertAll(static id => new IdRange(id, id))), _ending.Token),
        result =>
        {
            _refill = null;
            SkipFrom(gate, result.MayBeCut && result.Rows.Count > 0 ? ids.Find(id => id > result.Rows[^1].Id) is > 0 and var left ? left : next : next);
            foreach (var row in result.Rows)
            {
                Take(row);
            }
        });

    private void SkipFrom(KeyGate gate, long id)
    {
        gate.SkippedFrom = id;
        if (id == long.MaxValue)
        {
            _skipped.Remove(gate);
            _window.Tidy(gate);
        }
    }

    /// <summary>Looks at a page from zero up to the cursor; while nothing comes, at what is behind it as well.</summary>
    private void Look(long upTo)
    {
        if (_lookFrom < 0)
        {
            _lookFrom = 0;
            _lookStarted = Now;
        }

        var cursor = _cursor;
        BeginReading(
            _store.LookAsync(_lookFrom, upTo, LookRows, _ending.Token),
            heads =>
            {
                foreach (var head in heads)
                {
                    if (head.Id > cursor)
                    {
                        // New: read in one snapshot with all that is behind the cursor.
                        _readAt = Now;
                        _pollDelay = s_shortestPoll;
                        break;
                    }

                    if (!_window.Knows(head.Id))
                    {
                        OnMissed(head);
                    }
                }

                if (heads.Count == LookRows && heads[^1].Id <= cursor)
                {
                    _lookFrom = heads[^1].Id;
                    return;
                }

                var took = _time.GetElapsedTime(_lookStarted);
                _monitor.Looked(took);
                var pace = took * 20;
                _lookFrom = -1;
                _lookAt = Later(pace < s_fullLook ? s_fullLook : pace > s_longestFullLook ? s_longestFullLook : pace);
            });
    }

    private void OnMissed(RowHead head)
    {
        var gate = head.KeyHash is { } hash ? _window.FindGate(hash) : null;
        if (gate is { IsBlocked: true })
        {
            _window.NoteUnreadable(head.Id);
        }
        else if (gate is { IsHeld: true })
        {
            HoldBehind(head.Id, gate);
        }
        else if (gate is null || head.Id < gate.SkippedFrom)
        {
            _toFetch.Add(head.Id);
        }
    }

    private void Measure()
    {
        _figuresAt = Later(s_figures);
        BeginReading(_store.MeasureAsync(_ending.Token), _monitor.Measured);
    }
}
