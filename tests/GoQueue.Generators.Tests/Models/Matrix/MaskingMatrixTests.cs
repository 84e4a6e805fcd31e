using System.Collections.Concurrent;
using GoQueue.Generators.Parsing.Routing;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>
/// Hidden members by place, attribute, type and neighbour: their values appear neither in <c>ToString</c>, nor in the
/// debug log, nor in the failure messages of the test harness, and all other members do.
/// </summary>
[Covers<MarkedTypes>]
[Covers(typeof(MaskingParser))]
[Covers(typeof(PrintedMembers))]
public sealed class MaskingMatrixTests(ITestOutputHelper output)
{
    private const string Secret = "zebra";
    private const string Visible = "giraffe";
    private const int SampleSize = 30;

    // § is the mark, T the type, N the neighbours.
    private static readonly (string Name, string Source, string Value)[] s_places =
    [
        ("a positional parameter", "§E sealed partial record E([§] T Member, N string Open);", "new E(V, O)"),
        ("a positional parameter's property", "§E sealed partial record E([property: §] T Member, N string Open);", "new E(V, O)"),
        ("a body property", "§E sealed partial record E(N string Open) { [§] public T Member { get; init; } = default!; }", "new E(O) { Member = V }"),
        ("a property with a setter", "§E sealed partial record E(N string Open) { [§] public T Member { get; set; } = default!; }", "new E(O) { Member = V }"),
        ("a struct's parameter", "§E partial record struct E([§] T Member, N string Open);", "new E(V, O)"),
        ("a struct's parameter's property", "§E readonly partial record struct E([property: §] T Member, N string Open);", "new E(V, O)"),
        ("a nested event", "public static partial class Outer { §E sealed partial record E([§] T Member, N string Open); }", "new Outer.E(V, O)"),
        ("a nested event's property", "public static partial class Outer { §E sealed partial record E([property: §] T Member, N string Open); }", "new Outer.E(V, O)"),
        ("a derived event", "public partial record Base(int Id); §E sealed partial record E([§] T Member, N string Open) : Base(1);", "new E(V, O)"),
        ("a base's parameter", "public partial record Base([§] T Member); §E sealed partial record E(T Member, N string Open) : Base(Member);", "new E(V, O)"),
        ("a base's parameter's property", "public partial record Base([property: §] T Member); §E sealed partial record E(T Member, N string Open) : Base(Member);", "new E(V, O)"),
        ("an overridden property", "public partial record Base { [§] public virtual T Member { get; init; } = default!; } §E sealed partial record E(N string Open) : Base { public override T Member { get; init; } = default!; }", "new E(O) { Member = V }"),
        ("an overriding property", "public partial record Base { public virtual T Member { get; init; } = default!; } §E sealed partial record E(N string Open) : Base { [§] public override T Member { get; init; } = default!; }", "new E(O) { Member = V }"),
        ("a derived parameter of a base's member", "public partial record Base(T Member); §E sealed partial record E([§] T Member, N string Open) : Base(Member);", "new E(V, O)"),
        ("a member of a nested record", "public sealed partial record Part([§] T Member, int Count); §E sealed partial record E(Part Part, N string Open);", "new E(new Part(V, 1), O)"),
        ("a member's property of a nested record", "public sealed partial record Part([property: §] T Member, int Count); §E sealed partial record E(Part Part, N string Open);", "new E(new Part(V, 1), O)"),
        ("a member of a nested struct", "public partial record struct Part([§] T Member, int Count); §E sealed partial record E(Part? Part, N string Open);", "new E(new Part(V, 1), O)"),
        ("a nested member that is hidden as a whole", "public sealed record Part(T Member); §E sealed partial record E([§] Part Part, N string Open);", "new E(new Part(V), O)"),
    ];

    private static readonly (string Type, string Value)[] s_types =
    [
        ("string", $"\"{Secret}\""),
        ("string?", $"\"{Secret}\""),
        ("System.Collections.Generic.List<string>", $"new() {{ \"{Secret}\" }}"),
        ("System.Collections.Generic.Dictionary<string, string>", $"new() {{ [\"{Secret}\"] = \"{Secret}\" }}"),
        ("System.Uri", $"new(\"https://{Secret}/\")"),
        ("System.Text.Json.Nodes.JsonNode", $"System.Text.Json.Nodes.JsonNode.Parse(\"[\\\"{Secret}\\\"]\")!"),
    ];

    private static readonly string[] s_neighbours =
    [
        "",
        "[Sensitive] int Beside,",
        "[property: Sensitive] int Beside,",
        "[Encrypted] int Beside,",
        "[property: Encrypted, JsonPropertyName(\"b\")] int Beside,",
        "[StringLength(99)] string Beside,",
    ];

    private sealed record Row(string Mark, string Type, string Name, string Source)
    {
        public override string ToString() => $"[{Mark}] {Type} on {Name}\n    {Source}";
    }

    [Fact]
    public Task A_fixed_sample_of_hidden_members_is_shown_nowhere()
    {
        var rows = Rows().ToList();
        var step = rows.Count / SampleSize;
        output.WriteLine($"Every {step}th of {rows.Count} rows.");
        return RunAsync(rows.Where((_, i) => i % step == 0));
    }

    [Fact(Explicit = true)]
    public Task Hidden_members_are_shown_nowhere() => RunAsync(Rows());

    // Each place with each mark and each neighbour; types take turns.
    private static IEnumerable<Row> Rows()
    {
        var turn = 0;
        foreach (var (name, source, value) in s_places)
        {
            foreach (var mark in new[] { "Sensitive", "Encrypted" })
            {
                foreach (var neighbour in s_neighbours)
                {
                    var (type, secret) = s_types[turn++ % s_types.Length];
                    yield return new Row(mark, type, name, Fill(source, value, mark, type, secret, neighbour));
                }
            }
        }
    }

    private static string Fill(string source, string value, string mark, string type, string secret, string neighbour)
    {
        var text = source
            .Replace("§E", "[GoQueueEvent(\"a\", \"a\", \"1.0\")] public", StringComparison.Ordinal)
            .Replace("§", mark, StringComparison.Ordinal)
            .Replace("T Member", $"{type} Member", StringComparison.Ordinal)
            .Replace("N string", $"{neighbour} string", StringComparison.Ordinal);
        var beside = neighbour.Length == 0 ? "" : neighbour.Contains("string", StringComparison.Ordinal) ? $"\"{Visible}\", " : "7654321, ";
        var creation = value.Replace("V", secret, StringComparison.Ordinal).Replace("O)", $"{beside}\"{Visible}\")", StringComparison.Ordinal);
        return $"{text}\npublic static class Values {{ public static object Pass() => {creation}; }}";
    }

    private async Task RunAsync(IEnumerable<Row> rows)
    {
        var failures = new ConcurrentBag<string>();
        var count = 0;
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (row, _) =>
        {
            Interlocked.Increment(ref count);
            try
            {
                await HidesAsync(row);
            }
            catch (Exception failure)
            {
                failures.Add($"{row}\n    {failure.Message.Replace("\n", "\n    ", StringComparison.Ordinal)}");
            }
        });
        output.WriteLine($"{count - failures.Count} of {count} rows hide.");
        Assert.True(failures.IsEmpty, $"{failures.Count} of {count} rows fail:\n{string.Join("\n\n", failures.Order(StringComparer.Ordinal))}");
    }

    private static async Task HidesAsync(Row row)
    {
        using var loaded = EventCase.Compile(row.Source).Load();
        var message = loaded.Value("Pass");
        var places = new[]
        {
            ("ToString", message.ToString()!),
            ("the debug log", await loaded.Event.DebugLinesAsync(message)),
            ("the failure of the test harness", await loaded.Event.HarnessFailureAsync(message)),
        };
        foreach (var (place, text) in places)
        {
            Assert.True(!text.Contains(Secret, StringComparison.Ordinal) && !text.Contains("7654321", StringComparison.Ordinal), $"{place} shows a hidden member: {text}");
            Assert.True(text.Contains(Visible, StringComparison.Ordinal), $"{place} hides an open member: {text}");
        }
    }
}
