using GoQueue.Documentation.Tests.Markdown;
using GoQueue.Documentation.Tests.Snippets;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Documentation.Tests;

public sealed class PageTests
{
    private static readonly HashSet<string> s_knownLanguages = ["csharp", "json", "xml", "ini", "bash", "text", ""];

    public static TheoryData<string> Pages => [.. Repository.Pages];

    public static TheoryData<string> PagesWithSnippets =>
        [.. Repository.Pages.Where(static path => !Repository.IsRule(path) && MarkdownPage.Read(path).CSharp.Any())];

    [Theory]
    [MemberData(nameof(PagesWithSnippets))]
    public async Task Every_snippet_compiles(string path)
    {
        var page = MarkdownPage.Read(path);
        var together = page.CSharp.Where(static block => !block.IsAlone && block.Reports.Count == 0);

        Assert.Empty(await SnippetProject.CompileAsync(page, together));
        foreach (var block in page.CSharp.Where(static block => block.IsAlone))
        {
            Assert.Empty(await SnippetProject.CompileAsync(page, [block]));
        }

        foreach (var block in page.CSharp.Where(static block => block.Reports.Count > 0))
        {
            Assert.Equal(block.Reports, (await SnippetProject.CompileAsync(page, [block])).Select(static diagnostic => diagnostic.Id));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_is_in_a_language_that_the_tests_know(string path) =>
        Assert.DoesNotContain(MarkdownPage.Read(path).Blocks, static block => !s_knownLanguages.Contains(block.Language));

    /// <summary>Text without a language is a drawing or output, and no way around the compiler.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void A_block_without_a_language_is_no_code(string path) =>
        Assert.DoesNotContain(MarkdownPage.Read(path).Blocks, static block => block.Language is "" or "text" && LooksLikeCode(block.Text));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_json_block_is_json(string path)
    {
        foreach (var block in MarkdownPage.Read(path).Blocks.Where(static block => block.Language == "json"))
        {
            using var json = System.Text.Json.JsonDocument.Parse(block.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string path)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        var broken = MarkdownPage.Read(path).Links
            .Where(static link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#') && !link.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(folder, link.Split('#')[0])));

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_anchor_of_a_link_is_a_heading_of_its_page(string path)
    {
        IEnumerable<string> broken = MarkdownPage.Read(path).Links
            .Where(static link => link.Contains('#', StringComparison.Ordinal) && !link.Contains("://", StringComparison.Ordinal))
            .Select(link => (Link: link, Page: Target(path, link.Split('#')[0]), Anchor: link.Split('#')[1]))
            .Where(static link => link.Page.EndsWith(".md", StringComparison.Ordinal) && !MarkdownPage.Read(link.Page).Anchors.Contains(link.Anchor))
            .Select(static link => link.Link);

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_names_a_project_or_script_that_is_there(string path)
    {
        var missing = MarkdownPage.Read(path).Blocks.Where(static block => block.Language == "bash")
            .SelectMany(static block => block.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Where(static word => word.StartsWith("samples/", StringComparison.Ordinal)
                || word.StartsWith("tests/", StringComparison.Ordinal)
                || word.StartsWith("benchmarks/", StringComparison.Ordinal)
                || word.StartsWith("eng/", StringComparison.Ordinal)
                || word.StartsWith("./", StringComparison.Ordinal))
            .Where(static word => !Path.Exists(Path.Combine(Repository.Root, word)));

        Assert.Empty(missing);
    }

    private static string Target(string page, string link) => link.Length == 0
        ? page
        : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link))).Replace('\\', '/');

    private static bool LooksLikeCode(string text) => text.Split('\n').Any(static line => line.TrimEnd().EndsWith(';'));
}
