namespace GoQueue.Messages;

/// <summary>
/// The bounds of all options that are times, and what infinite means for them: the longest time that the setting
/// allows. Stateless.
/// </summary>
internal static class TimeLimits
{
    /// <summary>
    /// The longest time of an option that a configuration can set. Less than a day on purpose: .NET reads the text
    /// <c>10</c> as ten days, so that a bare number is always out of range, however it was bound.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>The longest time that closing may wait: a process must be stoppable.</summary>
    public static readonly TimeSpan LongestDrain = TimeSpan.FromHours(1);

    /// <summary>Below it nothing can be measured.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Whether a time stands for "without end": <see cref="Timeout.InfiniteTimeSpan"/> and
    /// <see cref="TimeSpan.MaxValue"/> are both in use in .NET.
    /// </summary>
    public static bool IsInfinite(TimeSpan value) => value == Timeout.InfiniteTimeSpan || value == TimeSpan.MaxValue;

    /// <summary>The time itself, or the longest one if it is infinite.</summary>
    public static TimeSpan Finite(TimeSpan value, TimeSpan most) => IsInfinite(value) ? most : value;

    /// <summary>Checks an option and returns its time, finite.</summary>
    /// <exception cref="GoQueueConfigurationException">It is out of range; the message names the option.</exception>
    public static TimeSpan Require(TimeSpan value, string option, TimeSpan least, TimeSpan most) =>
        FaultOf(value, least, most) is { } fault ? throw new GoQueueConfigurationException($"{option} {fault}.") : Finite(value, most);

    /// <summary>Why a time is out of range, to follow its name; null if it is not.</summary>
    public static string? FaultOf(TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (IsInfinite(value) || (value >= least && value <= most))
        {
            return null;
        }

        var range = $"it must be {Text(least)} to {Text(most)}, or Timeout.InfiniteTimeSpan for the longest";
        return value >= TimeSpan.FromDays(1) && value.Ticks % TimeSpan.TicksPerDay == 0
            ? $"is {Text(value)}: {range}; a configuration's '{value.Days}' means {value.Days} days, write '{ExampleOf(value.Days)}' for seconds"
            : $"is {Text(value)}: {range}";
    }

    /// <summary>
    /// The time that a bare number was meant to be: so many seconds, or ten if that is no time either.
    /// </summary>
    public static TimeSpan ExampleOf(int number) => TimeSpan.FromSeconds(number > 0 && number <= Longest.TotalSeconds ? number : 10);

    private static string Text(TimeSpan value) => value.ToString("c", System.Globalization.CultureInfo.InvariantCulture);
}
