using System.Diagnostics;
using System.Numerics;

namespace GoQueue.Throughput.Measuring;

/// <summary>Latencies in buckets of 3 % width: constant memory, no allocation per message. Not thread-safe.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBuckets = 32;

    private readonly long[] _counts = new long[64 * SubBuckets];

    public void Add(long ticks)
    {
        ulong value = (ulong)Math.Max(1, ticks);
        int exponent = BitOperations.Log2(value);
        int sub = exponent >= 5 ? (int)(value >> (exponent - 5)) & (SubBuckets - 1) : 0;
        _counts[(exponent * SubBuckets) + sub]++;
    }

    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>The latency, in microseconds, that this share of the messages did not exceed.</summary>
    public double Percentile(double share)
    {
        long total = _counts.Sum();
        long wanted = (long)Math.Ceiling(total * share);
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted && total > 0)
            {
                double ticks = Math.ScaleB(1 + ((i % SubBuckets) + 0.5) / SubBuckets, i / SubBuckets);
                return ticks * 1_000_000 / Stopwatch.Frequency;
            }
        }

        return 0;
    }
}
