namespace GoQueue.Messages.Execution;

/// <summary>Arithmetic with timestamps of a clock.</summary>
internal static class Clock
{
    /// <summary>The timestamp a span after another one.</summary>
    public static long After(this TimeProvider time, long timestamp, TimeSpan span) => timestamp + (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>The time until a timestamp, not less than <paramref name="least"/> seconds.</summary>
    public static TimeSpan Until(this TimeProvider time, long timestamp, double least = 0) =>
        TimeSpan.FromSeconds(Math.Max(least, (timestamp - time.GetTimestamp()) / (double)time.TimestampFrequency));
}
