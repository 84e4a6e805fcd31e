namespace GoQueue.Outbox.Relaying;

/// <summary>Delays that double, with equal jitter. Not thread-safe.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int _failures;

    public TimeSpan Next() => Of(first, longest, _failures++, random);

    public void Reset() => _failures = 0;

    /// <summary>The delay behind so many failures: half of it is certain, half is chance.</summary>
    public static TimeSpan Of(TimeSpan first, TimeSpan longest, int failures, Random random)
    {
        var full = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 30)));
        return TimeSpan.FromMilliseconds((full / 2) + (random.NextDouble() * full / 2));
    }
}
