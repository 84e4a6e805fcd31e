using CsCheck;
using GoQueue.Generators.Contracts;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

[Covers<ContractAcceptance>]
[Covers(typeof(ContractReader))]
[Covers(typeof(ContractLineReader))]
[Covers(typeof(ContractText))]
public sealed class ContractFileTests
{
    private const string One = """[GoQueue.GoQueueEvent("a", "b", "1.0")] public sealed partial record One(int X, string Y);""";
    private const string OneWithZ = """[GoQueue.GoQueueEvent("a", "b", "1.1")] public sealed partial record One(int X, string Y, string? Z);""";
    private const string OneWithoutY = """[GoQueue.GoQueueEvent("a", "b", "1.1")] public sealed partial record One(int X);""";

    private static string Released(string source) => ContractAcceptance.Release(ContractReader.Read(ContractProject.Accept(source)));

    [Fact]
    public void A_new_event_is_accepted_as_a_draft_and_released_without_the_word()
    {
        var file = ContractProject.Accept(One);

        Assert.Equal(ContractProject.FirstLine + "event a/b 1.0 draft\n  .x                 int      required\n  .y                 string   required\n", file);
        Assert.Equal(file.Replace(" draft", "", StringComparison.Ordinal), ContractAcceptance.Release(ContractReader.Read(file)));
    }

    [Fact]
    public void A_second_accept_changes_nothing()
    {
        var file = Released(OneWithZ);

        Assert.Equal(file, ContractProject.Accept(OneWithZ, file));
        Assert.Equal(file, ContractProject.Accept(OneWithZ, file.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_compatible_change_is_accepted_with_its_version()
    {
        var accepted = ContractAcceptance.Accept(ContractReader.Read(Released(One)), ContractProject.BlocksOf(OneWithZ), ContractMode.Forward, [], []);

        Assert.Empty(accepted.Refusals);
        Assert.Equal("GoQueue.contracts.txt: 0 events added, 1 changed, 0 retired", accepted.Summary);
        Assert.Contains("event a/b 1.1\n", accepted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_breaks_consumers_is_refused_without_the_name_of_the_event()
    {
        var file = ContractReader.Read(Released(One));
        var code = ContractProject.BlocksOf(OneWithoutY);

        var refused = ContractAcceptance.Accept(file, code, ContractMode.Forward, [], []);
        var named = ContractAcceptance.Accept(file, code, ContractMode.Forward, ["a/b"], []);

        Assert.Equal(
            ["'.y' (string, required) is gone in a/b 1.1: a consumer of 1.0 silently gets the default value, or fails if it requires the member [member-removed]; keep it, or publish a new major version under another action"],
            refused.Refusals);
        Assert.Empty(named.Refusals);
        Assert.EndsWith("  -.y                string   (gone since 1.1)\n", named.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_gone_comes_back_with_its_type_only()
    {
        var gone = ContractProject.Accept(OneWithoutY, Released(One), "a/b");

        var back = ContractAcceptance.Accept(ContractReader.Read(gone), ContractProject.BlocksOf(One.Replace("1.0", "1.2", StringComparison.Ordinal)), ContractMode.Forward, [], []);
        var other = ContractAcceptance.Accept(ContractReader.Read(gone), ContractProject.BlocksOf(One.Replace("1.0", "1.2", StringComparison.Ordinal).Replace("string Y", "int Y", StringComparison.Ordinal)), ContractMode.Forward, [], []);

        Assert.Empty(back.Refusals);
        Assert.DoesNotContain("gone since", back.Text, StringComparison.Ordinal);
        Assert.Contains("has come back with another type", Assert.Single(other.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_is_gone_is_retired_and_a_draft_disappears()
    {
        Assert.EndsWith("\nretired event a/b 1.0\n", ContractProject.Accept("", Released(One)), StringComparison.Ordinal);
        Assert.DoesNotContain("a/b", ContractProject.Accept("", ContractProject.Accept(One)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_has_moved_to_another_action_breaks_its_consumers()
    {
        var accepted = ContractAcceptance.Accept(ContractReader.Read(Released(One)), ContractProject.BlocksOf(One.Replace("\"b\"", "\"c\"", StringComparison.Ordinal)), ContractMode.Forward, [], []);

        Assert.Contains("[address-changed]", Assert.Single(accepted.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void A_routing_key_of_other_members_is_another_address()
    {
        const string Before = """[GoQueue.GoQueueEvent("a", "b.{X}", "1.0")] public sealed partial record One(int X, int Y);""";
        var file = ContractReader.Read(Released(Before));

        var other = ContractAcceptance.Accept(file, ContractProject.BlocksOf(Before.Replace("{X}", "{Y}", StringComparison.Ordinal)), ContractMode.Forward, [], []);
        var renamed = ContractAcceptance.Accept(file, ContractProject.BlocksOf(Before.Replace("X}", "Z}", StringComparison.Ordinal).Replace("int X", "int Z", StringComparison.Ordinal)), ContractMode.Forward, [], []);

        Assert.Contains("a/b.{.x} has become a/b.{.y} in a/b.{.y} 1.0: queues that are bound for 1.0 silently get nothing [address-changed]", Assert.Single(other.Refusals), StringComparison.Ordinal);
        Assert.Contains("[address-changed]", Assert.Single(renamed.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_with_a_brace_in_its_JSON_name_stands_in_a_routing_key()
    {
        const string Source = """[GoQueue.GoQueueEvent("a", "b.{X}.c", "1.0")] public sealed partial record One([property: System.Text.Json.Serialization.JsonPropertyName("x }\"")] int X);""";
        var name = ContractProject.BlocksOf(Source)[0].Name;

        Assert.True(ContractIdentity.IsName(name));
        Assert.Equal([".\"x }\\\"\""], ContractIdentity.BoundPathsOf(name));
        Assert.Equal("a/b.{}.c", ContractIdentity.AddressOf(name));
        Assert.Equal(Released(Source), ContractProject.Accept(Source, Released(Source)));
    }

    [Fact]
    public void A_name_that_is_gone_stays_gone_where_its_type_is_written_out_elsewhere()
    {
        const string Both = """[GoQueue.GoQueueEvent("a", "b", "1.0")] public sealed partial record One(Deep Y, Deep Z); public sealed record Deep(int V, string W);""";
        var gone = ContractProject.Accept(Both.Replace(", string W", "", StringComparison.Ordinal), Released(Both), "a/b");

        var moved = ContractProject.Accept(Both.Replace(", string W", "", StringComparison.Ordinal).Replace("Deep Y, ", "Deep A, Deep Y, ", StringComparison.Ordinal), gone);
        var back = ContractAcceptance.Accept(
            ContractReader.Read(moved), ContractProject.BlocksOf(Both.Replace("string W", "int W", StringComparison.Ordinal).Replace("Deep Y, ", "Deep A, Deep Y, ", StringComparison.Ordinal)), ContractMode.Forward, [], []);

        Assert.Contains("-.y.w              string   (gone since 1.0)", moved, StringComparison.Ordinal);
        Assert.Contains("'.y.w' of a/b 1.0 was string until 1.0 and has come back with another type", Assert.Single(back.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_stand_anywhere_and_lines_keep_their_numbers()
    {
        const string Text = "# GoQueue contracts, format 1. x\n# theirs\nevent a/b 1.0\n  # why\n  .x int required\n# more\n  -.old int (gone since 1.0)\n  .y int required\n";

        Assert.Equal(2, ContractReader.Read(Text).Blocks.Values.Single().Lines.Count);
        Assert.Equal(7, Assert.Throws<ContractFormatException>(() => ContractReader.Read(Text.Replace(".y int", ".y int shiny", StringComparison.Ordinal)).Blocks.Values.Single().Shape).Line);
    }

    [Fact]
    public void A_path_without_end_is_no_path()
    {
        var deep = "# GoQueue contracts, format 1. x\nevent a/b 1.0\n  .x" + string.Concat(Enumerable.Repeat("[]", 100_000)) + " int required\n";

        Assert.Contains("which is not a path", Assert.Throws<ContractFormatException>(() => ContractReader.Read(deep).Blocks.Values.Single().Shape).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_show()
    {
        const string Source = """
            [GoQueue.GoQueueEvent("items", "item.{Kind}.i", "1.0", Priority = GoQueue.EventPriority.High)]
            public sealed partial record One(Kind Kind, [property: System.ComponentModel.DataAnnotations.Range(-0.5, 1.5)] double Value, int Id);
            public enum Kind { I = -1, One = 1 }
            """;
        var file = ContractProject.Accept(Source);
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            // Machines without ICU know no culture by name.
            var theirs = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            (theirs.NumberFormat.NumberDecimalSeparator, theirs.NumberFormat.NegativeSign, theirs.NumberFormat.PositiveSign) = (",", "minus", "plus");
            System.Globalization.CultureInfo.CurrentCulture = theirs;

            Assert.Equal(file, ContractProject.Accept(Source));
            Assert.Equal(file, ContractWriter.Write(ContractMode.Forward, ContractReader.Read(file).Blocks.Values));
            Assert.Equal(Released(Source), ContractProject.Accept(Source, Released(Source)));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("", 0, "does not begin with")]
    [InlineData("# GoQueue contracts, format 2. x", 0, "has the format '2'")]
    [InlineData("# GoQueue contracts, format 1, odd. x", 0, "has an unknown mode")]
    [InlineData("# GoQueue contracts, format 1. x\n<<<<<<< HEAD\n", 1, "is a conflict marker of git")]
    [InlineData("# GoQueue contracts, format 1. x\nevent a/b\n", 1, "is not 'event TOPIC/ACTION VERSION'")]
    [InlineData("# GoQueue contracts, format 1. x\nevent a/b 1.0\n\nevent a/b 1.1\n", 3, "names a/b 1.x a second time")]
    [InlineData("# GoQueue contracts, format 1. x\nevent a/b 1.0\n  -x\n", 2, "is not '-PATH TYPE (gone since VERSION)'")]
    [InlineData("# GoQueue contracts, format 1. x\nevent a/b 1.0\n  what is this\n", 2, "is not a line of a contract")]
    [InlineData("# GoQueue contracts, format 1. x\nevent a/b 1.0\n  .x int required shiny\n", 2, "has 'shiny'")]
    [InlineData("# GoQueue contracts, format 1. x\nevent a/b 1.0\n  .x int required\n  .x int required\n", 3, "a second time")]
    [InlineData("# GoQueue contracts, format 1. x\nevent a/b 1.0\n  .x object required as .y\n", 1, "which the block does not describe")]
    public void A_file_that_cannot_be_read_names_the_line(string text, int line, string fault)
    {
        var thrown = Assert.Throws<ContractFormatException>(() => ContractReader.Read(text).Blocks.Values.Select(static block => block.Shape).ToList());

        Assert.Equal(line, thrown.Line);
        Assert.Contains(fault, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_ends_the_reader_in_another_way()
    {
        string[] words = [".x", "[]", "{}", "<a>", "\"", "\\", " ", "\n", "\r\n", "event a/b 1.0", "required", "int", "enum", "a|b", "as", "by", "-", "(gone since 1)", "length", "=", "header", "é", "\ud83d", "1.."];
        var pieces = Gen.Int[0, words.Length - 1].Select(index => words[index]);
        pieces.Array[0, 30].Sample(
            parts =>
            {
                try
                {
                    _ = ContractReader.Read("# GoQueue contracts, format 1.\n" + string.Concat(parts)).Blocks.Values.Select(static block => block.Shape).ToList();
                }
                catch (ContractFormatException)
                {
                    return true;
                }

                return true;
            },
            iter: 20_000, threads: 1);
    }

    [Fact]
    public void Words_survive_writing_and_reading() => Gen.String.Sample(
        text =>
        {
            var word = ContractText.Word(text);
            var at = 0;
            return ContractText.ReadWord(word, ref at) == text && at == word.Length && ContractText.Split(word).Count == 1;
        },
        iter: 5_000, threads: 1);

    [Fact]
    public void The_order_of_lines_and_blocks_does_not_matter()
    {
        var block = ContractProject.BlocksOf(OneWithZ)[0];
        var turned = ContractReader.ReadShape([.. block.Lines.Reverse()], 0);

        Assert.Equal(block.Lines, ContractWriter.LinesOf(turned));
    }
}
