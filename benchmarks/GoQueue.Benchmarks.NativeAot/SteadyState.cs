using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GoQueue.Benchmarks.Json;
using GoQueue.Generated.Json;

namespace GoQueue.Benchmarks.NativeAot;

/// <summary>What an event takes once everything is warm.</summary>
internal static class SteadyState
{
    private const int Rounds = 60;
    private const int EventsPerRound = 20_000;

    /// <summary>Prints the medians of rounds in which the ways take turns, so that a slow moment of the machine meets all of them.</summary>
    public static void Report<T>(string name, T message)
        where T : IGoQueueEvent<T>
    {
        var buffer = new EventBuffer();
        using var writer = new Utf8JsonWriter(buffer);
        var official = (JsonTypeInfo<T>)OfficialContext.Default.GetTypeInfo(typeof(T))!;
        var ours = EventDescriptor.For<T>().JsonTypeInfo;
        var direct = EventDescriptor.For<T>().JsonWriter!;
        var fastPath = new List<double>();
        var handler = new List<double>();
        var span = new List<double>();
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            fastPath.Add(TimeOf(() => Serialize(official)));
            handler.Add(TimeOf(() => Serialize(ours)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Write();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            span.Add(TimeOf(Write));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {buffer.Length} | {MedianOf(fastPath):F0} ns | {MedianOf(handler):F0} ns | {MedianOf(span):F0} ns | {MedianOf(span) / MedianOf(fastPath):F2} | {allocated} B |"));

        void Serialize(JsonTypeInfo<T> info)
        {
            buffer.Reset();
            writer.Reset(buffer);
            JsonSerializer.Serialize(writer, message, info);
            writer.Flush();
        }

        void Write()
        {
            buffer.Reset();
            var json = new JsonSpanWriter(buffer, 256);
            direct(ref json, message);
            json.Complete();
        }
    }

    /// <summary>The value in the middle.</summary>
    public static double MedianOf(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double TimeOf(Action write)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < EventsPerRound; i++)
        {
            write();
        }

        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / EventsPerRound;
    }
}
