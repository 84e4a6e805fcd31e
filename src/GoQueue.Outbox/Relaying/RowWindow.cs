namespace GoQueue.Outbox.Relaying;

/// <summary>
/// The rows in memory, by their ids and keys: which are known, and which may be sent. Bounded by its users. Not thread-safe.
/// </summary>
internal sealed class RowWindow(KeyOrder order, int hotKeyRows)
{
    private readonly Dictionary<long, RelayRow> _hot = [];
    private readonly Dictionary<long, RelayRow> _held = [];
    private readonly Dictionary<long, KeyGate> _gates = [];
    private readonly HashSet<long> _moving = [];
    private readonly HashSet<long> _unreadable = [];
    private readonly HashSet<long> _gone = [];
    private readonly HashSet<long> _goneHeld = [];
    private readonly Queue<RelayRow> _ready = new();

    public int Count => _hot.Count + _held.Count + _moving.Count;

    public long Bytes { get; private set; }

    public int ReadyCount => _ready.Count;

    /// <summary>Rows that a newer relay can read.</summary>
    public int UnreadableCount => _unreadable.Count;

    public IEnumerable<KeyGate> Gates => _gates.Values;

    /// <summary>Whether statements are under way that may still show rows which were forgotten meanwhile.</summary>
    public bool RemembersGone { get; set; }

    /// <summary>Whether a row of the hot table is here, or on its way out of it.</summary>
    public bool Knows(long id) => _hot.ContainsKey(id) || _moving.Contains(id) || _gone.Contains(id) || _unreadable.Contains(id);

    /// <summary>Whether a held row is here, or was just changed.</summary>
    public bool KnowsHeld(long heldId) => _held.ContainsKey(heldId) || _goneHeld.Contains(heldId);

    public bool HasHeld(long heldId) => _held.ContainsKey(heldId);

    public KeyGate GateOf(long hash)
    {
        if (!_gates.TryGetValue(hash, out var gate))
        {
            _gates.Add(hash, gate = new KeyGate(hash));
        }

        return gate;
    }

    public KeyGate? FindGate(long hash) => _gates.GetValueOrDefault(hash);

    /// <summary>Whether a key has as many rows here as it may.</summary>
    public bool IsHot(KeyGate gate) => gate.Count >= hotKeyRows;

    public void Add(RelayRow row)
    {
        if (row.HeldId == 0)
        {
            _hot.Add(row.Id, row);
        }
        else
        {
            _held.Add(row.HeldId, row);
        }

        Bytes += row.Bytes;
        if (row.Gate is not { } gate)
        {
            _ready.Enqueue(row);
            return;
        }

        gate.Count++;
        if (order != KeyOrder.Strict)
        {
            _ready.Enqueue(row);
        }
        else if (gate.Active is null)
        {
            gate.Active = row;
            _ready.Enqueue(row);
        }
        else
        {
            gate.Enqueue(row);
        }
    }

    public bool TryTakeReady([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RelayRow? row) => _ready.TryDequeue(out row);

    /// <summary>A row is to be sent again.</summary>
    public void ReturnToReady(RelayRow row) => _ready.Enqueue(row);

    /// <summary>The broker has a row: its bytes are not needed, and the next one of its key may go. It is known until <see cref="Forget"/>.</summary>
    public void Confirm(RelayRow row)
    {
        Bytes -= row.Bytes;
        row.DropBytes();
        Leave(row, opensGate: true);
    }

    /// <summary>A row is done with here: it goes to the held ones, or is one of them and changes. It is known until <see cref="Forget"/> or <see cref="ForgetHeld"/>.</summary>
    public void Release(RelayRow row, bool opensGate)
    {
        Bytes -= row.Bytes;
        row.DropBytes();
        Leave(row, opensGate);
        if (row.HeldId == 0 && _hot.Remove(row.Id))
        {
            _moving.Add(row.Id);
        }
    }

    /// <summary>A row of the hot table is being moved without having been here.</summary>
    public void NoteMoving(long id) => _moving.Add(id);

    /// <summary>A row stays in the hot table for a newer relay.</summary>
    public void NoteUnreadable(RelayRow row)
    {
        Bytes -= row.Bytes;
        row.DropBytes();
        _hot.Remove(row.Id);
        _unreadable.Add(row.Id);
        Leave(row, opensGate: false);
    }

    /// <summary>A row that is not here stays in the hot table for a newer relay.</summary>
    public void NoteUnreadable(long id) => _unreadable.Add(id);

    /// <summary>The hot table has a row no longer.</summary>
    public void Forget(long id)
    {
        _hot.Remove(id);
        _moving.Remove(id);
        if (RemembersGone)
        {
            _gone.Add(id);
        }
    }

    /// <summary>A held row was changed: if it comes again, it is due again.</summary>
    public void ForgetHeld(long heldId)
    {
        _held.Remove(heldId);
        if (RemembersGone)
        {
            _goneHeld.Add(heldId);
        }
    }

    /// <summary>No statement is under way that began before.</summary>
    public void ForgetGone()
    {
        _gone.Clear();
        _goneHeld.Clear();
    }

    /// <summary>Takes the rows of a key that wait.</summary>
    public static List<RelayRow> TakeWaiting(KeyGate gate)
    {
        var waiting = new List<RelayRow>();
        while (gate.TryDequeue(out var row))
        {
            waiting.Add(row);
        }

        return waiting;
    }

    /// <summary>Forgets a key of which there is nothing to know.</summary>
    public void Tidy(KeyGate gate)
    {
        if (gate.IsForgettable)
        {
            _gates.Remove(gate.Hash);
        }
    }

    private void Leave(RelayRow row, bool opensGate)
    {
        if (row.Gate is not { } gate)
        {
            return;
        }

        gate.Count--;
        if (ReferenceEquals(gate.Active, row))
        {
            gate.Active = null;
            if (opensGate && gate.TryDequeue(out var next))
            {
                gate.Active = next;
                _ready.Enqueue(next);
            }
        }

        Tidy(gate);
    }
}
