using System.Diagnostics;
using System.Globalization;

namespace GoQueue.Delivery;

/// <summary>
/// What <c>UseBuffering</c> gains over the writes that are coalesced anyway: at full speed, with so many publishes awaited at once, and at a given pace, where
/// the publisher has time to send every message by itself.
/// </summary>
internal static class BufferingBenchmark
{
    private static readonly (string Name, Action<GoQueuePublisherBuilder> Configure)[] s_settings =
    [
        ("without", static _ => { }),
        ("UseBuffering(500, 5 ms)", static goqueue => goqueue.UseBuffering()),
        ("UseBuffering(100, 1 ms)", static goqueue => goqueue.UseBuffering(100, TimeSpan.FromMilliseconds(1))),
    ];

    public static async Task RunAsync(int rounds, TimeSpan duration)
    {
        await using Broker broker = await Broker.CreateAsync();
        Console.WriteLine("| | | msg/s | client CPU µs/msg | p50 ms | p99 ms |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|");
        foreach (int inFlight in (int[])[1, 64, 1_000, 10_000])
        {
            await CompareAsync($"{inFlight.ToString("N0", CultureInfo.InvariantCulture)} in flight", rounds, publisher => FullSpeedAsync(publisher, inFlight, duration), broker);
        }

        foreach (int perSecond in (int[])[1_000, 10_000])
        {
            await CompareAsync($"{perSecond.ToString("N0", CultureInfo.InvariantCulture)} per second", rounds, publisher => PacedAsync(publisher, perSecond, duration), broker);
        }
    }

    private static async Task CompareAsync(string row, int rounds, Func<GoQueuePublisher, Task<Result>> measure, Broker broker)
    {
        var results = s_settings.Select(static _ => new List<Result>()).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < s_settings.Length; i++)
            {
                await using GoQueuePublisher publisher = broker.CreatePublisher(s_settings[i].Configure);
                await publisher.ConnectAsync();
                results[i].Add(await measure(publisher));
            }
        }

        for (int i = 0; i < s_settings.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row} | {s_settings[i].Name} | {Median(results[i], static one => one.PerSecond):N0} | {Median(results[i], static one => one.CpuMicroseconds):0.0} | {Median(results[i], static one => one.P50):0.0} | {Median(results[i], static one => one.P99):0.0} |"));
        }
    }

    private static double Median(List<Result> results, Func<Result, double> figure) => Figures.Median(results.Select(figure));

    private static Task<Result> FullSpeedAsync(GoQueuePublisher publisher, int inFlight, TimeSpan duration) => MeasureAsync(duration, recorder =>
        Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (recorder.GoesOn)
            {
                await recorder.PublishAsync(publisher);
            }
        }))));

    private static Task<Result> PacedAsync(GoQueuePublisher publisher, int perSecond, TimeSpan duration) => MeasureAsync(duration, async recorder =>
    {
        // What is due since the last tick: a timer of 1 ms comes later on a busy machine, and the pace stays.
        var publishes = new List<Task>();
        long begun = 0;
        long started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (recorder.GoesOn)
        {
            await tick.WaitForNextTickAsync();
            long due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond);
            for (; begun < due; begun++)
            {
                publishes.Add(recorder.PublishAsync(publisher));
            }

            publishes.RemoveAll(static publish => publish.IsCompletedSuccessfully);
        }

        await Task.WhenAll(publishes);
    });

    private static async Task<Result> MeasureAsync(TimeSpan duration, Func<Recorder, Task> load)
    {
        using var recorder = new Recorder();
        Task running = load(recorder);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        GC.Collect();
        recorder.Begin();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        await Task.Delay(duration);
        double[] sorted = recorder.End();
        double elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        await running;
        return new Result(sorted.Length / elapsed, cpu.TotalMicroseconds / Math.Max(1, sorted.Length), Figures.Percentile(sorted, 0.5), Figures.Percentile(sorted, 0.99));
    }

    private readonly record struct Result(double PerSecond, double CpuMicroseconds, double P50, double P99);
}
