using GoQueue.Documentation.Tests.Markdown;
using GoQueue.Documentation.Tests.Snippets;
using Xunit;

namespace GoQueue.Documentation.Tests;

/// <summary>The tests of the pages can fail.</summary>
public sealed class SnippetProjectTests
{
    [Fact]
    public async Task A_mistake_is_found_with_its_page_and_line()
    {
        var page = Page("await publisher.PublishNothingAsync();");

        var diagnostic = Assert.Single(await SnippetProject.CompileAsync(page, page.CSharp));

        Assert.Equal("CS1061", diagnostic.Id);
        Assert.Equal("docs/x.md: (3,16)", Place(diagnostic));
    }

    [Fact]
    public async Task Statements_types_and_usings_find_each_other()
    {
        var page = Page(
            """
            using System.Text;

            var text = new StringBuilder();
            await publisher.PublishThingMovedAsync(new(text.ToString()), cancellationToken: cancellationToken);

            [GoQueueEvent("things", "thing.moved", "1.0")]
            public sealed partial record ThingMoved(string To);
            """);

        Assert.Empty(await SnippetProject.CompileAsync(page, page.CSharp));
    }

    [Fact]
    public async Task A_rule_of_an_analyzer_is_seen()
    {
        var page = Page(
            """
            [GoQueue.GoQueueEvent("things", "thing.moved", "1.0")]
            public sealed record ThingMoved(string To);
            """);

        var diagnostic = Assert.Single(await SnippetProject.CompileAsync(page, page.CSharp));

        Assert.True(Toolchain.Analyzers.Length > 20);
        Assert.Equal("GQ1001", diagnostic.Id);
    }

    [Fact]
    public void Names_headings_and_comments_belong_to_the_block_below()
    {
        var page = MarkdownPage.Parse(
            "docs/x.md",
            """
            ## Files
            `One.cs`
            ```csharp
            class One;
            ```
            <!-- alone -->
            ```csharp
            class Two;
            ```
            <!-- reports CS0101 GQ1001 -->
            ```csharp
            class Three;
            ```
            See [there](other.md), `[not](here)`.
            """);

        Assert.Equal(["One.cs", null, null], page.Blocks.Select(static block => block.FileName));
        Assert.Equal([false, true, false], page.Blocks.Select(static block => block.IsAlone));
        Assert.Equal(["CS0101", "GQ1001"], page.Blocks[2].Reports);
        Assert.All(page.Blocks, static block => Assert.Equal("Files", block.Heading));
        Assert.Equal(["other.md"], page.Links);
    }

    private static MarkdownPage Page(params string[] blocks) =>
        MarkdownPage.Parse("docs/x.md", "# Page\n" + string.Join('\n', blocks.Select(static block => $"```csharp\n{block}\n```")));

    private static string Place(Microsoft.CodeAnalysis.Diagnostic diagnostic) => diagnostic.Location.GetMappedLineSpan() is var span
        ? $"{span.Path}: ({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character})"
        : "";
}
