using System.Diagnostics;
using System.Globalization;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Demands that a load is back after a fault: 90 % of the rate before it, within ten seconds of the broker accepting connections.</summary>
internal static class Recovery
{
    private const double Share = 0.9;
    private const int Comparisons = 5;

    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    /// <summary>The rate to come back to, over a second.</summary>
    public static Task<double> MeasureAsync(FaultLoad load) => load.MeasureAsync(s_second);

    /// <summary>
    /// Waits until a sliding second has 90 % of the rate before. Where it does not come in time, the machine may have become slower meanwhile, for everybody:
    /// then the publisher is compared with one that has met no fault, turn by turn, and must not be slower than that.
    /// </summary>
    /// <param name="load">The load that went through the fault.</param>
    /// <param name="before">Its rate before.</param>
    /// <param name="accepting">When the broker accepted connections again, as a timestamp.</param>
    /// <param name="createFresh">Makes a publisher of the same settings.</param>
    /// <returns>What was seen.</returns>
    public static async Task<string> AssertAsync(FaultLoad load, double before, long accepting, Func<GoQueuePublisher> createFresh)
    {
        if (await IsBackAsync(load, before, accepting))
        {
            return string.Create(CultureInfo.InvariantCulture, $"at 90 % of {before:F0}/s after {Stopwatch.GetElapsedTime(accepting).TotalSeconds:F1} s");
        }

        List<string> seen = [];
        for (int comparison = 0; comparison < Comparisons; comparison++)
        {
            double fresh = await MeasureFreshAsync(load, createFresh);
            await load.RunAsync(100);
            double healed = await MeasureAsync(load);
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"{healed:F0}/s, a fresh publisher {fresh:F0}/s"));
            if (healed >= Share * Math.Min(before, fresh))
            {
                return string.Create(CultureInfo.InvariantCulture, $"as fast as a fresh publisher ({string.Join("; ", seen)}), on a machine that was faster before ({before:F0}/s)");
            }
        }

        throw new TimeoutException(string.Create(
            CultureInfo.InvariantCulture,
            $"The load did not come back: {before:F0}/s before the fault, less than 90 % of it for {s_bound.TotalSeconds} s after it, and less than 90 % of a fresh publisher ({string.Join("; ", seen)})."));
    }

    private static async Task<bool> IsBackAsync(FaultLoad load, double before, long accepting)
    {
        Queue<(long At, long Acknowledged)> samples = new();
        while (Stopwatch.GetElapsedTime(accepting) < s_bound)
        {
            long now = Stopwatch.GetTimestamp();
            long acknowledged = load.Acknowledged;
            samples.Enqueue((now, acknowledged));
            while (samples.Count > 2 && Stopwatch.GetElapsedTime(samples.ElementAt(1).At, now) >= s_second)
            {
                samples.Dequeue();
            }

            (long at, long count) = samples.Peek();
            TimeSpan span = Stopwatch.GetElapsedTime(at, now);
            if (span >= s_second && (acknowledged - count) / span.TotalSeconds >= Share * before)
            {
                return true;
            }

            await Task.Delay(20);
        }

        return false;
    }

    private static async Task<double> MeasureFreshAsync(FaultLoad load, Func<GoQueuePublisher> createFresh)
    {
        load.Pause();
        try
        {
            await using GoQueuePublisher fresh = createFresh();
            await using FaultLoad beside = load.StartBeside(fresh);
            await beside.RunAsync(100);
            double rate = await MeasureAsync(beside);
            await beside.StopAsync();
            return rate;
        }
        finally
        {
            load.Resume();
        }
    }
}
