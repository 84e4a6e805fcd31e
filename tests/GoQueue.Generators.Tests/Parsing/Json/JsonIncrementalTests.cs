using System.Text;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Json;

/// <summary>What an edit prints of the serializer context, in an assembly with many events.</summary>
public sealed class JsonIncrementalTests
{
    private const int Events = 100;

    private static readonly string s_many = Many();

    // The files of events are another test's: there one more event may move another one of the same hash.
    [Fact]
    public void An_added_event_prints_the_root_file_and_its_own_types() =>
        Assert.Equal(
            ["GoQueue-Json-Shop_Added.g.cs", "GoQueue-Json-Shop_AddedLine.g.cs", "GoQueue-Json.g.cs"],
            GeneratorRun.Of(s_many)
                .AfterReplacing("// more", """[GoQueueEvent("x", "added", "1.0")] public sealed partial record Added(AddedLine Line, Shared Shared); public sealed record AddedLine(string Text);""")
                .Printed.Where(static name => name.StartsWith("GoQueue-Json", StringComparison.Ordinal)));

    [Fact]
    public void An_edit_in_one_event_prints_that_event_and_its_json() =>
        GeneratorRun.Of(s_many)
            .AfterReplacing("string Text42", "string Words42")
            .PrintsOnly("GoQueue-Json-Shop_Event42.g.cs", "Shop.Event42.g.cs");

    [Fact]
    public void An_edit_in_a_type_that_all_events_share_prints_that_type() =>
        Assert.Equal(
            ["GoQueue-Json-Shop_Shared.g.cs"],
            GeneratorRun.Of(s_many).AfterReplacing("int Common", "int Ordinary").Printed.Where(static name => name.StartsWith("GoQueue-Json", StringComparison.Ordinal)));

    // The driver counts the files that went away among those that it printed.
    [Fact]
    public void A_removed_event_prints_the_root_files_alone() =>
        Assert.Equal(
            ["GoQueue-Events.g.cs", "GoQueue-Json.g.cs"],
            GeneratorRun.Of(s_many)
                .AfterReplacing("""[GoQueueEvent("x", "event42", "1.0")] public sealed partial""", "public sealed")
                .Printed.Where(static name => !name.EndsWith("Event42.g.cs", StringComparison.Ordinal) && !name.EndsWith("Line42.g.cs", StringComparison.Ordinal)));

    private static string Many()
    {
        var source = new StringBuilder("using GoQueue;\nnamespace Shop;\npublic sealed record Shared(int Common);\n// more\n");
        for (var i = 0; i < Events; i++)
        {
            source.Append($"""[GoQueueEvent("x", "event{i}", "1.0")] public sealed partial record Event{i}(string Text{i}, Line{i} Line, Shared Shared); public sealed record Line{i}(int Number);""").Append('\n');
        }

        return source.ToString();
    }
}
