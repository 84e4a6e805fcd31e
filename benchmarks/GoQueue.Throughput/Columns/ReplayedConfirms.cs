namespace GoQueue.Throughput.Columns;

/// <summary>Counts what a channel's confirms speak of, in whatever order they come.</summary>
internal sealed class ReplayedConfirms
{
    private readonly HashSet<long> _outOfOrder = [];
    private long _low;

    /// <summary>How many messages this confirm is the first to speak of.</summary>
    public int Take(long tag, bool multiple)
    {
        if (!multiple)
        {
            _outOfOrder.Add(tag);
            return 1;
        }

        int confirmed = 0;
        for (; _low < tag; _low++)
        {
            confirmed += _outOfOrder.Remove(_low + 1) ? 0 : 1;
        }

        return confirmed;
    }
}
