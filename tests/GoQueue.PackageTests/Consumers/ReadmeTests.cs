using System.Text.RegularExpressions;
using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>What the README shows of the compiler is what the compiler says.</summary>
public sealed partial class ReadmeTests(PackedFeed feed)
{
    private const string Heading = "## What the compiler catches\n";

    [Fact]
    public async Task The_compilers_words_in_the_readme_are_its_own()
    {
        var readme = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var section = readme[readme.IndexOf(Heading, StringComparison.Ordinal)..];
        var code = Block().Matches(section).First(static block => block.Groups["language"].Value == "csharp").Groups["text"].Value;
        var said = Block().Matches(section).First(static block => block.Groups["language"].Value == "text").Groups["text"].Value;
        var solution = feed.Copy("Readme");
        await File.WriteAllTextAsync(Path.Combine(solution.Folder, "Readme", "Mistakes.cs"), code, TestContext.Current.CancellationToken);

        var result = (await solution.DotnetAsync("build", "Readme")).Failed();

        // "dotnet build" says everything twice, in the order of its own, with the project and a link behind.
        var lines = Diagnostic().Matches(result.Output)
            .Select(static match => (Line: int.Parse(match.Groups["line"].Value), Column: int.Parse(match.Groups["column"].Value), Text: $"Mistakes.cs{match.Groups["text"].Value}"))
            .Distinct()
            .OrderBy(static line => (line.Line, line.Column))
            .Select(static line => line.Text);
        Assert.Equal(string.Join('\n', lines), said);
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"Mistakes\.cs(?<text>\((?<line>\d+),(?<column>\d+)\): (?:error|warning) .*?)(?: \(https://[^)]*\))? \[[^\[]*\]\r?$", RegexOptions.Multiline)]
    private static partial Regex Diagnostic();
}
