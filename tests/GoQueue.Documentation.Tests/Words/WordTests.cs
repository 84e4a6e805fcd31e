using Xunit;

namespace GoQueue.Documentation.Tests.Words;

/// <summary>The patterns of <c>eng/english.txt</c> in every text of the repository.</summary>
public sealed class WordTests
{
    private static readonly string s_path = Path.Combine(Repository.Root, "eng/english.txt");
    private static readonly Lazy<List<Passage>> s_passages = new(static () => [.. Prose.Read(Repository.Root)]);

    public static TheoryData<string> Patterns => [.. Rules().Select(static rule => rule.Pattern)];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void No_pattern_grows(string pattern)
    {
        WordRule rule = Rules().Single(rule => rule.Pattern == pattern);
        int[] hits = rule.Count(s_passages.Value);

        Assert.All(Enum.GetValues<ProseKind>(), kind => Assert.True(
            hits[(int)kind] <= rule.Limit[(int)kind],
            $"{kind}: {hits[(int)kind]} hits of {pattern}, at most {rule.Limit[(int)kind]}:\n"
                + string.Join('\n', rule.Find(s_passages.Value).Where(passage => passage.Kind == kind).Select(static passage => $"{passage.File}: {passage.Text}"))));
    }

    [Fact]
    public void Every_limit_is_between_a_tenth_of_the_start_and_the_start() => Assert.All(
        Rules(),
        static rule => Assert.All(rule.Limit.Zip(rule.Start), static pair => Assert.InRange(pair.First, pair.Second / 10, pair.Second)));

    [Fact]
    public void The_prose_of_every_kind_is_found() =>
        Assert.All(Enum.GetValues<ProseKind>(), static kind => Assert.True(s_passages.Value.Count(passage => passage.Kind == kind) > 1000));

    [Fact]
    public void A_hit_is_counted_in_comments_messages_and_pages()
    {
        string source = string.Join(
            '\n',
            "// The caller is",
            "// told.",
            "/// <summary>The same.</summary>",
            "/// <returns><c>told</c> is code.</returns>",
            "class A { string B = \"It is \" + $\"{1} told.\"; string C = \"told\"; }");
        List<Passage> passages =
        [
            .. Prose.Split(ProseKind.Comment, "A.cs", CSharpProse.Comments(source)),
            .. Prose.Split(ProseKind.Message, "A.cs", CSharpProse.Messages(source)),
            .. Prose.Split(ProseKind.Page, "a.md", MarkdownProse.Read("# Told\nIt is told. `told`\n```text\ntold\n```\n- told [told](told.md)\n\n| told | `a` |\n")),
        ];

        Assert.Equal([1, 1, 4], WordRule.Parse(@"\btold\b").Count(passages));
        Assert.Equal([1, 0, 0], WordRule.Parse("^The same").Count(passages));
    }

    [Fact]
    public void A_limit_only_falls_and_stops_at_a_tenth()
    {
        WordRule rule = WordRule.Parse("100 50 30  100 50 30  a pattern");

        Assert.Equal([40, 50, 3], rule.Lower([40, 60, 0]).Limit);
        Assert.Equal(rule.Start, rule.Lower([40, 60, 0]).Start);
        Assert.Equal("a pattern", rule.Pattern);
    }

    /// <summary>Run it after texts were rewritten: it lowers the limits of the file to what is there now.</summary>
    [Fact(Explicit = true)]
    public void Write_the_present_limits() => File.WriteAllLines(
        s_path,
        File.ReadAllLines(s_path).Select(static line => IsRule(line) ? WordRule.Parse(line).Lower(WordRule.Parse(line).Count(s_passages.Value)).ToString() : line));

    private static IEnumerable<WordRule> Rules() => File.ReadLines(s_path).Where(IsRule).Select(WordRule.Parse);

    private static bool IsRule(string line) => line.Length > 0 && line[0] != '#';
}
