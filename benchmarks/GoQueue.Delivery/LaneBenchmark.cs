using System.Diagnostics;
using System.Globalization;

namespace GoQueue.Delivery;

/// <summary>
/// How long an alert takes while its own process floods the broker with analytics: on a connection of its own and on theirs, interleaved. The flood keeps so many publishes
/// awaited at once; an alert is published every 10 ms and timed until its confirm.
/// </summary>
internal static class LaneBenchmark
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(int rounds, TimeSpan duration)
    {
        await using Broker broker = await Broker.CreateAsync();
        Console.WriteLine("| flood in flight | | alert p50 ms | alert p99 ms | p99 of its own / of one connection | flood msg/s |");
        Console.WriteLine("|--:|---|--:|--:|--:|--:|");
        foreach (int flood in (int[])[0, 2_000, 10_000])
        {
            var without = new List<Result>();
            var with = new List<Result>();
            for (int round = 0; round < rounds; round++)
            {
                without.Add(await MeasureAsync(broker, flood, lanes: false, duration));
                with.Add(await MeasureAsync(broker, flood, lanes: true, duration));
            }

            Print(flood, "one connection", without, null);
            Print(flood, "its own", with, without.Zip(with, static (one, two) => two.P99 / one.P99));
        }
    }

    private static async Task<Result> MeasureAsync(Broker broker, int flood, bool lanes, TimeSpan duration)
    {
        await using GoQueuePublisher publisher = broker.CreatePublisher(static _ => { }, lanes);
        await publisher.ConnectAsync();
        using var stop = new CancellationTokenSource();
        long sent = 0;
        Task[] workers = [.. Enumerable.Range(0, flood).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await publisher.PublishPageViewedAsync(PageViewed.Sample);
                Interlocked.Increment(ref sent);
            }
        }))];

        // Until connections, channels, the compiler and the flood have settled.
        await Task.Delay(TimeSpan.FromSeconds(2));
        long before = Volatile.Read(ref sent);
        var milliseconds = new List<double>();
        long started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(s_pace);
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await pace.WaitForNextTickAsync();
            long began = Stopwatch.GetTimestamp();
            await publisher.PublishAlertRaisedAsync(new AlertRaised("boiler", "The pressure is too high."));
            milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        double perSecond = (Volatile.Read(ref sent) - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        stop.Cancel();
        await Task.WhenAll(workers);
        double[] sorted = [.. milliseconds.Order()];
        return new Result(Figures.Percentile(sorted, 0.5), Figures.Percentile(sorted, 0.99), perSecond);
    }

    private static void Print(int flood, string lanes, List<Result> results, IEnumerable<double>? ratios) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {flood:N0} | {lanes} | {Figures.Median(results.Select(static one => one.P50)):0.0} | {Figures.Median(results.Select(static one => one.P99)):0.0} | {(ratios is null ? "" : $"{Figures.Median(ratios):0.00}")} | {Figures.Median(results.Select(static one => one.FloodPerSecond)):N0} |"));

    private readonly record struct Result(double P50, double P99, double FloodPerSecond);
}
