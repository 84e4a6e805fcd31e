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
