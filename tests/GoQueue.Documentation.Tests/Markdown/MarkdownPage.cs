using System.Text.RegularExpressions;

namespace GoQueue.Documentation.Tests.Markdown;

/// <summary>A page of the documentation, as far as tests look at it.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string path, string text)
    {
        Path = path;
        Text = text;
        Blocks = [.. ReadBlocks(text.Split('\n'))];
    }

    /// <summary>From the root of the repository, with <c>/</c>.</summary>
    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    public IEnumerable<CodeBlock> CSharp => Blocks.Where(static block => block.Language == "csharp");

    /// <summary>The anchors of the page's headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => AnyHeading().Matches(Fence().Replace(Text, ""))
        .Select(static match => NoAnchorText().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Where the page's links lead, those inside of code left out.</summary>
    public IEnumerable<string> Links => Link().Matches(InlineCode().Replace(Fence().Replace(Text, ""), "")).Select(static match => match.Groups[1].Value);

    /// <summary>Reads a page of the repository.</summary>
    public static MarkdownPage Read(string path) => Parse(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n"));

    public static MarkdownPage Parse(string path, string text) => new(path, text);

    private static IEnumerable<CodeBlock> ReadBlocks(string[] lines)
    {
        var heading = "";
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var indent = line.Length - line.TrimStart().Length;
            if (!line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                heading = Heading().Match(line) is { Success: true } match ? match.Groups[1].Value : heading;
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, static candidate => candidate.Trim() == "```");
            if (end < 0)
            {
                throw new FormatException($"The fence of line {i + 1} has no end.");
            }

            var above = i > 0 ? lines[i - 1].Trim() : "";
            yield return new CodeBlock(
                line.Trim()[3..],
                string.Join('\n', lines[(i + 1)..end].Select(text => text.Length >= indent ? text[indent..] : text)),
                i + 2,
                heading,
                FileName().Match(above) is { Success: true } name ? name.Groups[1].Value : null,
                above == "<!-- alone -->",
                Reports().Match(above) is { Success: true } reports ? reports.Groups[1].Value.Split(' ') : []);
            i = end;
        }
    }

    [GeneratedRegex("^#{1,6} (.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex("^#{1,6} (.*)$", RegexOptions.Multiline)]
    private static partial Regex AnyHeading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchorText();

    [GeneratedRegex(@"^`([\w.]+\.cs)`$")]
    private static partial Regex FileName();

    [GeneratedRegex("^<!-- reports ((?:[A-Z]+[0-9]+ ?)+) -->$")]
    private static partial Regex Reports();

    [GeneratedRegex(@"^\s*```.*?^\s*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
