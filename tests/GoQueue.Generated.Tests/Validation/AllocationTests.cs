using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Xunit;

namespace GoQueue.Generated.Tests.Validation;

/// <summary>A valid event costs no bytes, whatever its rules.</summary>
public class AllocationTests
{
    [Fact]
    public void Texts_cost_nothing() => CostsNothing(new Texts(
        "a@b", "+1 x2", "http://a", new Uri("http://a"), "18", "AA==", "a", "abc", "abc", "abc", "abc", "abc", "abc", "3", "1.0", "B", "c", "Monday", "Class, Struct", "abc"));

    [Fact]
    public void Numbers_and_dates_cost_nothing() => CostsNothing(new Numbers
    {
        NullableInt32 = 1, NullableDouble = 1, Wait = TimeSpan.FromMinutes(1), Moment = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero), Workday = DayOfWeek.Friday,
        Weekday = DayOfWeek.Friday, Accepted = true, Agreed = true, Letter = 'a', Odd = 3, AllowedLong = -1, AllowedChar = 'a', AllowedDay = DayOfWeek.Friday,
        Targets = AttributeTargets.Class | AttributeTargets.Struct, Digits = 12, Yes = true, DayText = DayOfWeek.Monday, Price = 5,
    });

    [Fact]
    public void Collections_cost_nothing()
    {
        Line[] lines = [new("A"), new("B")];
        CostsNothing(new Order(
            new Address("Main"), new Address("Main"), lines, lines, [.. lines], [.. lines], ["a"], [.. lines], lines, [lines, lines],
            lines.ToDictionary(static l => l.Sku), new Dictionary<int, Line[]> { [1] = lines }, ["a", "b"], new Point(1), new Point(2),
            lines.ToDictionary(static l => l.Sku), new Category("a", [new("b"), new("c")]), new Sphere("a", 1, "a@b")));
    }

    [Fact]
    public void Lengths_of_collections_cost_nothing() => CostsNothing(new Lengths(
        [1, 2], [1], [1], [1], new() { ["a"] = 1 }, new Dictionary<string, int> { ["a"] = 1 }, [1], [1], new HashSet<int> { 1 }));

    [Fact]
    public void An_attribute_of_the_users_own_that_needs_no_context_costs_nothing_for_references()
        => CostsNothing(new WithOwnAttribute("a"));

    [Fact]
    public void The_measurement_sees_what_a_context_costs()
    {
        Conformance.Check(new Custom());
        Assert.True(BytesOf(new Custom()) > 0);
    }

    // Code that is not optimized yet boxes where the optimized does not, also in the framework: what counts is what it settles at.
    private static void CostsNothing<T>(T message)
        where T : IGoQueueEvent<T>
    {
        var bytes = long.MaxValue;
        var started = Stopwatch.GetTimestamp();
        while (bytes > 0 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
        {
            bytes = BytesOf(message);
        }

        Assert.Equal(0, bytes);
    }

    private static long BytesOf<T>(T message)
        where T : IGoQueueEvent<T>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var valid = message.TryValidate(out _);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(valid);
        return bytes;
    }
}

[GoQueueEvent("validation", "own.attribute", "1.0")]
internal sealed partial record WithOwnAttribute([NotEmpty] string Name);

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class NotEmptyAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not "";
}
