using System.Reflection;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

public sealed class DifferentialTests
{
    // Many values each; more only find more of the same.
    private const int ValuesPerType = 100;

    /// <summary>Every event in the folder Events, and with them every type that they reach.</summary>
    public static IReadOnlyList<Type> EventTypes { get; } =
    [
        .. typeof(DifferentialTests).Assembly.GetTypes()
            .Where(static type => type.Namespace?.StartsWith("GoQueue.Generated.Tests.Json.Events", StringComparison.Ordinal) == true && type.GetCustomAttribute<GoQueueEventAttribute>() is not null)
            .OrderBy(static type => type.FullName, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Events => [.. EventTypes.Select(static type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_value_is_written_and_read_as_by_reflection(string name)
    {
        var type = typeof(DifferentialTests).Assembly.GetType(name, throwOnError: true)!;
        typeof(DifferentialTests).GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).CreateDelegate<Action>()();
    }

    [Fact]
    public void There_are_types_enough() => Assert.True(EventTypes.Count >= 150, $"{EventTypes.Count} events");

    private static void Check<T>()
        where T : IGoQueueEvent<T>
    {
        for (var seed = 0; seed < ValuesPerType; seed++)
        {
            Differential.Check(new Samples(seed).Make<T>());
        }
    }
}
