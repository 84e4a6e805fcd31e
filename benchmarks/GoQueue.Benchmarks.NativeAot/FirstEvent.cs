using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GoQueue.Benchmarks.Json;
using GoQueue.Generated.Json;

namespace GoQueue.Benchmarks.NativeAot;

/// <summary>What the first event after the start of a process takes: each sample is a process of its own.</summary>
internal static class FirstEvent
{
    private const int Processes = 21;

    /// <summary>Writes one event, the first of this process, and prints microseconds and allocated bytes.</summary>
    public static void Measure(string way)
    {
        var buffer = new EventBuffer();
        var message = EventSamples.Small;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        if (way == "direct")
        {
            var json = new JsonSpanWriter(buffer, 256);
            EventDescriptor.For<UserRegistered>().JsonWriter!(ref json, message);
            json.Complete();
        }
        else
        {
            using var writer = new Utf8JsonWriter(buffer);
            JsonSerializer.Serialize(writer, message, way == "fast" ? OfficialContext.Default.UserRegistered : EventDescriptor.For<UserRegistered>().JsonTypeInfo);
            writer.Flush();
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed:F1} {bytes}"));
    }

    /// <summary>Prints the medians of many processes, taken in turn.</summary>
    public static void Report()
    {
        string[] ways = ["fast", "handler", "direct"];
        var times = ways.ToDictionary(static way => way, static _ => new List<double>());
        var bytes = new Dictionary<string, string>();
        for (var i = 0; i < Processes; i++)
        {
            foreach (var way in ways)
            {
                using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["first", way]) { RedirectStandardOutput = true })!;
                var parts = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
                process.WaitForExit();
                times[way].Add(double.Parse(parts[0], CultureInfo.InvariantCulture));
                bytes[way] = parts[1];
            }
        }

        Console.WriteLine($"| first event, median of {Processes} processes | µs | ratio | allocated |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var way in ways)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {way} | {SteadyState.MedianOf(times[way]):F1} | {SteadyState.MedianOf(times[way]) / SteadyState.MedianOf(times["fast"]):F3} | {bytes[way]} B |"));
        }
    }
}
