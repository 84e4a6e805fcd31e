using GoQueue.Generators.Contracts;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

[Covers<ContractComparer>]
[Covers(typeof(ContractTypeComparer))]
[Covers<ContractRuleComparer>]
[Covers(typeof(ContractTable))]
public sealed class ContractComparerTests
{
    private static string Name(string lines) => lines.Contains(".r ", StringComparison.Ordinal) ? "a/b.{.r}" : "a/b";

    private static IReadOnlyList<ContractChange> Compare(string before, string after) =>
        ContractComparer.Compare(ContractExamples.Shape(before), ContractExamples.Shape(after), Name(before));

    [Fact]
    public void Each_row_has_an_example_that_gives_this_row_alone()
    {
        // These three are of blocks, and have tests of their own.
        ContractRow[] ofBlocks = [ContractTable.AddressChanged, ContractTable.DraftChanged, ContractTable.VersionChanged];

        Assert.Equal(ContractTable.Rows.Except(ofBlocks).Select(static row => row.Id), ContractTable.Rows.Where(ContractExamples.All.ContainsKey).Select(static row => row.Id));
        Assert.Equal(ContractTable.Rows.Count, ContractTable.Rows.DistinctBy(static row => row.Id).Count());
        Assert.All(ContractExamples.All, static example =>
            Assert.Equal(example.Key.Id, string.Join(", ", Compare(example.Value.Before, example.Value.After).Select(static change => change.Row.Id))));
    }

    [Fact]
    public void Nothing_is_compatible_forward_and_more_than_that_in_full() =>
        Assert.All(ContractTable.Rows, static row => Assert.True(row.Full >= row.Forward, row.Id));

    [Fact]
    public void A_shape_has_no_difference_to_itself() => Assert.All(ContractExamples.All.Values, static example =>
    {
        Assert.Empty(Compare(example.Before, example.Before));
        Assert.Empty(Compare(example.After, example.After));
    });

    [Fact]
    public void A_type_that_contains_itself_is_compared_once()
    {
        const string Before = ".tree object required\n.tree.left object? required as .tree\n.tree.value int required";

        Assert.Equal([".tree.value"], Compare(Before, Before.Replace(".tree.value int", ".tree.value long", StringComparison.Ordinal)).Select(static change => change.Path));
    }

    [Fact]
    public void Where_a_shared_type_is_written_out_does_not_matter()
    {
        const string Before = ".a object required\n.a.n int required\n.b object required as .a";
        const string After = ".b object required\n.b.n int required";

        Assert.Equal(["member-removed"], Compare(Before, After).Select(static change => change.Row.Id));
    }

    [Fact]
    public void Where_a_shared_base_type_is_written_out_does_not_matter()
    {
        const string Before = ".a object required by $type card\n.a<card>.n int required\n.b object required as .a";
        const string After = ".b object required by $type card\n.b<card>.n int required";

        Assert.Equal(["member-removed"], Compare(Before, After).Select(static change => change.Row.Id));
        Assert.Equal(["member-removed", "derived-added"], Compare(Before, After.Replace("card\n", "card|cash\n", StringComparison.Ordinal)).Select(static change => change.Row.Id).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public void A_shared_type_may_be_renamed_where_it_was_written_out() => Assert.Equal(
        ["member-renamed"],
        Compare(".a object required\n.a.n int required\n.b object required as .a", ".b object required\n.b.n int required\n.z object required as .b").Select(static change => change.Row.Id));

    [Theory]
    [InlineData(".x flags required A|B", ".x enum required A|B", "text-closed")]
    [InlineData(".x enum required A|B", ".x flags required A|B", "text-format-changed")]
    [InlineData(".x map:enum required A|B\n.x{} int required", ".x map:enum required A|B|C\n.x{} int required", "enum-name-added")]
    [InlineData(".x map:enum required A|B\n.x{} int required", ".x map:enum required A|Bb\n.x{} int required", "enum-name-removed, enum-name-added")]
    [InlineData(".x map:enum required A|B\n.x{} int required", ".x map required\n.x{} int required", "map-key-changed")]
    [InlineData(".x int required", ".x int-text required", "number-to-text")]
    [InlineData(".x decimal-text required", ".x decimal required", "text-to-number")]
    public void Changes_at_the_edges_have_their_rows(string before, string after, string rows) =>
        Assert.Equal(rows, string.Join(", ", Compare(before, after).Select(static change => change.Row.Id)));

    [Fact]
    public void Two_members_of_one_type_are_not_taken_for_a_rename() =>
        Assert.Equal(
            ["member-removed", "member-removed", "member-added"],
            Compare(".a int required\n.b int required\n.c int required", ".c int required\n.d int required").Select(static change => change.Row.Id));

    [Fact]
    public void A_change_of_the_version_alone_is_compatible()
    {
        var change = Assert.Single(ContractComparer.Compare(Block("1.0", isDraft: false), Block("1.1", isDraft: false)));

        Assert.Equal(ContractTable.VersionChanged, change.Row);
        Assert.Equal(ContractTable.DraftChanged, Assert.Single(ContractComparer.Compare(Block("1.0", isDraft: true), Block("1.1", isDraft: false))).Row);
        Assert.Empty(ContractComparer.Compare(Block("1.0", isDraft: false), Block("1.0.0", isDraft: false)));

        static ContractBlock Block(string version, bool isDraft) => new()
        {
            Name = "a/b",
            Version = ContractIdentity.TryParseVersion(version, out var parsed) ? parsed : default,
            VersionText = version,
            IsDraft = isDraft,
            Lines = [".x int required"],
        };
    }

    /// <summary>The guide's table is this table.</summary>
    [Fact]
    public void The_guide_lists_every_row_as_the_code_has_it()
    {
        var guide = Repository.Read("docs", "contracts.md");
        var rows = ContractTable.Rows.Select(static row => $"| `{row.Id}` | {row.Change} | {Word(row.Forward)} | {Word(row.Full)} | {row.Effect.Replace("{0}", "the old version", StringComparison.Ordinal)} | {row.Evidence.ToString().ToLowerInvariant()} |\n");

        Assert.Contains(string.Concat(rows), guide, StringComparison.Ordinal);

        static string Word(ContractVerdict verdict) => verdict switch
        {
            ContractVerdict.Compatible => "compatible",
            ContractVerdict.Risky => "risky",
            _ => "**breaking**",
        };
    }
}
