namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Segments in the order in which they leave. A ring, so that nothing is allocated for each of them. Guarded by the output's lock.</summary>
internal sealed class SegmentQueue
{
    private WireSegment[] _segments = new WireSegment[32];
    private int _first;

    public int Count { get; private set; }

    public ref WireSegment this[int index] => ref _segments[(_first + index) & (_segments.Length - 1)];

    /// <summary>Makes room for so many more.</summary>
    public void Reserve(int count)
    {
        if (Count + count <= _segments.Length)
        {
            return;
        }

        var grown = new WireSegment[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(Count + count))];
        for (var i = 0; i < Count; i++)
        {
            grown[i] = this[i];
        }

        (_segments, _first) = (grown, 0);
    }

    public void Add(in WireSegment segment)
    {
        Reserve(1);
        Count++;
        this[Count - 1] = segment;
    }

    /// <summary>Puts one in close to the front.</summary>
    public void Insert(int index, in WireSegment segment)
    {
        Reserve(1);
        _first = (_first - 1) & (_segments.Length - 1);
        Count++;
        for (var i = 0; i < index; i++)
        {
            this[i] = this[i + 1];
        }

        this[index] = segment;
    }

    public WireSegment Take()
    {
        var first = this[0];
        this[0] = default;
        _first = (_first + 1) & (_segments.Length - 1);
        Count--;
        return first;
    }
}
