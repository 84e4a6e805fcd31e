using System.Diagnostics;

namespace GoQueue.Throughput.Measuring;

/// <summary>Counts and times the messages of all loops. The loops share nothing but a flag: each thread has its own numbers.</summary>
internal sealed class Load : IDisposable
{
    private readonly ThreadLocal<Tally> _tallies = new(static () => new Tally(), trackAllValues: true);
    private volatile bool _goesOn = true;
    private volatile bool _records;

    public bool GoesOn => _goesOn;

    public long Messages => _tallies.Values.Sum(static tally => tally.Messages);

    public long Begin() => Stopwatch.GetTimestamp();

    public void End(long started)
    {
        if (_records)
        {
            Tally tally = _tallies.Value!;
            tally.Messages++;
            tally.Latencies.Add(Stopwatch.GetTimestamp() - started);
        }
    }

    public void Count(long messages)
    {
        if (_records)
        {
            _tallies.Value!.Messages += messages;
        }
    }

    public void StartRecording() => _records = true;

    public void Stop()
    {
        _records = false;
        _goesOn = false;
    }

    public LatencyHistogram Latencies()
    {
        var all = new LatencyHistogram();
        foreach (Tally tally in _tallies.Values)
        {
            all.Add(tally.Latencies);
        }

        return all;
    }

    public void Dispose() => _tallies.Dispose();

    private sealed class Tally
    {
        public long Messages { get; set; }

        public LatencyHistogram Latencies { get; } = new();
    }
}
