using System.Buffers;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Text.Json;
using GoQueue.Generated.Json;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

public readonly record struct AllocationLine(string Sku, int Quantity, decimal UnitPrice);

[GoQueueEvent("json", "no-garbage", "1.0")]
public sealed partial record NoGarbage(
    Guid Id, string Name, DateTimeOffset At, DateOnly Day, TimeSpan Took, decimal Total, double Ratio, long Count, DayOfWeek Weekday, int? Age, byte[] Bytes, Uri Link);

[GoQueueEvent("json", "no-garbage-lines", "1.0")]
public sealed partial record NoGarbageLines(
    IReadOnlyList<AllocationLine> Lines, List<AllocationLine> List, AllocationLine[] Array, ImmutableArray<AllocationLine> Immutable, Dictionary<string, int> Counts, IEnumerable<string> Tags);

/// <summary>Writing an event for a message allocates nothing, by either writer.</summary>
public sealed class AllocationTests
{
    private static readonly NoGarbage s_small = new(
        Guid.NewGuid(), "Zoë \"Zo\" Müller", DateTimeOffset.UnixEpoch, new DateOnly(2026, 11, 23), TimeSpan.FromHours(1), 1234.50m, 0.1, long.MaxValue, DayOfWeek.Friday, 42, [1, 2, 3], new Uri("https://example.com"));

    [Fact]
    public void Scalars_are_written_without_allocating() => Assert.Equal(0, AllocatedBy(s_small));

    [Fact]
    public void Lists_are_written_without_allocating()
    {
        AllocationLine[] lines = [new("a", 1, 1.5m), new("b", 2, 2.5m)];
        Assert.Equal(0, AllocatedBy(new NoGarbageLines(lines, [.. lines], lines, [.. lines], new() { ["a"] = 1 }, new List<string> { "x" })));
    }

    // What is written [a, b] for an IReadOnlyList<T> is of three classes of the compiler's own.
    [Fact]
    public void Collection_expressions_are_written_without_allocating()
    {
        foreach (var lines in new IReadOnlyList<AllocationLine>[] { [], [new("a", 1, 1.5m)], [new("a", 1, 1.5m), new("b", 2, 2.5m)], [.. Enumerable.Range(0, 9).Select(static i => new AllocationLine("a", i, 1m))] })
        {
            var message = new NoGarbageLines(lines, [], [], [], [], ["x", "y"]);
            Differential.Check(message);
            Assert.Equal(0, AllocatedBy(message));
        }
    }

    [Fact]
    public void A_list_that_hides_what_it_holds_is_written_as_it_enumerates() =>
        Differential.Check(new NoGarbageLines(new Reversed([new("a", 1, 1m), new("b", 2, 2m)]), [], [], [], [], []));

    private static long AllocatedBy<T>(T message)
        where T : IGoQueueEvent<T>
    {
        var buffer = new ReusedBuffer();
        using var utf8 = new Utf8JsonWriter(buffer);
        var least = long.MaxValue;

        // Code that is not optimized yet boxes where the optimized does not, also in the framework: what counts is what it settles at.
        var started = Stopwatch.GetTimestamp();
        while (least > 0 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            buffer.Reset();
            var json = new JsonSpanWriter(buffer, 256);
            EventDescriptor.For<T>().JsonWriter!(ref json, message);
            json.Complete();
            buffer.Reset();
            utf8.Reset(buffer);
            JsonSerializer.Serialize(utf8, message, EventDescriptor.For<T>().JsonTypeInfo);
            utf8.Flush();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private sealed class Reversed(List<AllocationLine> list) : ReadOnlyCollection<AllocationLine>(list), IEnumerable<AllocationLine>
    {
        IEnumerator<AllocationLine> IEnumerable<AllocationLine>.GetEnumerator() => Items.Reverse().GetEnumerator();
    }

    private sealed class ReusedBuffer : IBufferWriter<byte>
    {
        private readonly byte[] _array = new byte[4096];
        private int _length;

        public void Advance(int count) => _length += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => _array.AsMemory(_length);

        public Span<byte> GetSpan(int sizeHint = 0) => _array.AsSpan(_length);

        public void Reset() => _length = 0;
    }
}
