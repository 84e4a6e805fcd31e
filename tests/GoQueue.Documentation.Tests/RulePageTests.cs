using GoQueue.Documentation.Tests.Markdown;
using GoQueue.Documentation.Tests.Snippets;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Documentation.Tests;

public sealed class RulePageTests
{
    private static readonly MarkdownPage s_index = MarkdownPage.Read("docs/rules/README.md");

    // Their diagnostics have no place in the code, where a pragma could be.
    private static readonly HashSet<string> s_withoutPlace = ["GQ1011", "GQ6001", "GQ6007", "GQ6009"];

    public static TheoryData<string> Rules => [.. Repository.Pages.Where(Repository.IsRule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_bad_example_is_reported_by_this_rule_and_can_be_suppressed(string path)
    {
        var page = MarkdownPage.Read(path);
        var id = Path.GetFileNameWithoutExtension(path);
        var bad = Under(page, "Bad");
        Assert.NotEmpty(bad);
        foreach (var block in bad)
        {
            Assert.Contains(id, await IdsAsync(page, [block]));
            Assert.DoesNotContain(id, s_withoutPlace.Contains(id)
                ? await IdsAsync(page, [block, bad[0] with { Language = "xml", Text = $"<NoWarn>{id}</NoWarn>" }])
                : await IdsAsync(page, [block], $"#pragma warning disable {id}"));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_good_example_is_not_reported_at_all(string path)
    {
        var page = MarkdownPage.Read(path);
        var good = Under(page, "Good");

        Assert.NotEmpty(good);
        foreach (var block in good)
        {
            var reported = await SnippetProject.CompileAsync(page, [block], contracts: ContractsOf(page, "Good"));

            // Hints of other rules may be right: an example shows one thing.
            Assert.DoesNotContain(reported, diagnostic => diagnostic.Id == Path.GetFileNameWithoutExtension(path));
            Assert.DoesNotContain(reported, static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        }
    }

    [Fact]
    public void The_index_lists_every_rule_with_its_title()
    {
        var missing = Repository.Pages.Where(Repository.IsRule)
            .Select(static path => (Id: Path.GetFileNameWithoutExtension(path), Title: MarkdownPage.Read(path).Text.Split('\n')[0]))
            .Select(static rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title[$"# {rule.Id}: ".Length..]} |")
            .Where(static row => !s_index.Text.Contains(row, StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_index_names_the_rules_that_only_the_project_file_can_suppress()
    {
        string section = s_index.Text[s_index.Text.IndexOf("## How to suppress", StringComparison.Ordinal)..];

        Assert.Contains($"{string.Join(", ", s_withoutPlace.Order(StringComparer.Ordinal).SkipLast(1))} and {s_withoutPlace.Max()} can only", section, StringComparison.Ordinal);
    }

    private static List<CodeBlock> Under(MarkdownPage page, string heading) =>
        [.. page.Blocks.Where(block => block.Heading == heading && (block.Language is "csharp" or "xml"))];

    private static async Task<IEnumerable<string>> IdsAsync(MarkdownPage page, IEnumerable<CodeBlock> blocks, string? prefix = null) =>
        (await SnippetProject.CompileAsync(page, blocks, prefix, contracts: ContractsOf(page, "Bad"))).Select(static diagnostic => diagnostic.Id);

    // The pages of contracts show the file as text; the one of the bad example counts for the good one if that shows none.
    private static string? ContractsOf(MarkdownPage page, string heading) => !Path.GetFileNameWithoutExtension(page.Path).StartsWith("GQ6", StringComparison.Ordinal)
        ? null
        : page.Blocks.FirstOrDefault(block => block.Language == "text" && block.Heading == heading)?.Text ?? (heading == "Bad" ? "" : ContractsOf(page, "Bad"));
}
