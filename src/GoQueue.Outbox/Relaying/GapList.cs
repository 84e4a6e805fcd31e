using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Relaying;

/// <summary>
/// Ids that the cursor has passed without a row: rolled back, or not committed yet. They are asked for with every forward
/// read, in its snapshot, so that a row is never read before one whose transaction had ended when its own began. A gap is
/// closed when its row was read, or when no transaction is open any more that can fill it: an INSERT takes its id before
/// it has a transaction id, so that is asked twice, one transaction apart. Not thread-safe.
/// </summary>
internal sealed class GapList
{
    private const int Most = 10_000;
    private const int Noted = 0;
    private const int WaitingOnce = 1;
    private const int WaitingTwice = 2;

    private List<Gap> _gaps = [];

    public int Count => _gaps.Count;

    public IReadOnlyList<IdRange> Ranges => _gaps.ConvertAll(static gap => gap.Range);

    /// <summary>Notes ids without rows, above all that are known.</summary>
    public void Add(IdRange range)
    {
        _gaps.Add(new Gap(range, Noted, 0));
        if (_gaps.Count > Most)
        {
            MergeNeighbours();
        }
    }

    /// <summary>A row was read.</summary>
    public void Fill(long id)
    {
        var index = IndexOf(id);
        if (index < 0)
        {
            return;
        }

        var gap = _gaps[index];
        _gaps.RemoveAt(index);
        if (id < gap.Range.Last)
        {
            _gaps.Insert(index, gap with { Range = new IdRange(id + 1, gap.Range.Last) });
        }

        if (id > gap.Range.First)
        {
            _gaps.Insert(index, gap with { Range = new IdRange(gap.Range.First, id - 1) });
        }
    }

    /// <summary>All gaps were asked for, in a snapshot behind these numbers.</summary>
    /// <param name="oldest">No transaction below it was open.</param>
    /// <param name="next">Every transaction from it on began later.</param>
    /// <param name="wasComplete">Whether rows of all gaps would have been read.</param>
    public void Advance(long oldest, long next, bool wasComplete)
    {
        var kept = 0;
        for (var i = 0; i < _gaps.Count; i++)
        {
            var gap = _gaps[i];
            if (gap.Stage == Noted)
            {
                gap = gap with { Stage = WaitingOnce, Bound = next };
            }
            else if (oldest >= gap.Bound && gap.Stage == WaitingOnce)
            {
                gap = gap with { Stage = WaitingTwice, Bound = next };
            }
            else if (oldest >= gap.Bound && wasComplete)
            {
                continue;
            }

            _gaps[kept++] = gap;
        }

        _gaps.RemoveRange(kept, _gaps.Count - kept);
    }

    private int IndexOf(long id)
    {
        var (low, high) = (0, _gaps.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var range = _gaps[middle].Range;
            if (range.Contains(id))
            {
                return middle;
            }

            if (id < range.First)
            {
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        return -1;
    }

    private void MergeNeighbours()
    {
        var merged = new List<Gap>((_gaps.Count / 2) + 1);
        for (var i = 0; i < _gaps.Count; i += 2)
        {
            merged.Add(i + 1 < _gaps.Count ? new Gap(new IdRange(_gaps[i].Range.First, _gaps[i + 1].Range.Last), Noted, 0) : _gaps[i]);
        }

        _gaps = merged;
    }

    private readonly record struct Gap(IdRange Range, int Stage, long Bound);
}
