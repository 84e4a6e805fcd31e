using GoQueue.Documentation.Tests.Markdown;
using GoQueue.Documentation.Tests.Snippets;
using Xunit;

namespace GoQueue.Documentation.Tests;

public sealed class ReadmeTests
{
    private static readonly string[] s_files = ["Contracts.cs", "Program.cs", "Registration.cs", "AuditMiddleware.cs"];

    [Fact]
    public async Task The_four_files_are_a_program()
    {
        var page = MarkdownPage.Read("README.md");
        var files = page.CSharp.Where(static block => block.FileName is not null).ToList();

        Assert.Equal(s_files, files.Select(static file => file.FileName));
        Assert.Empty(await SnippetProject.CompileAsync(page, files, withSetup: false));
    }
}
