using System.Text.RegularExpressions;

namespace GoQueue.Documentation.Tests.Words;

/// <summary>The prose of a Markdown page: paragraphs, bullets, headings and the cells of tables.</summary>
internal static partial class MarkdownProse
{
    public static IEnumerable<string> Read(string text)
    {
        string prose = Link().Replace(Code().Replace(Comment().Replace(Fence().Replace(text, "\n"), ""), "X"), "$1");
        return Break().Split(prose).SelectMany(static block => block.StartsWith('|') ? block.Split('|') : [block]).Select(static block => Mark().Replace(block, ""));
    }

    [GeneratedRegex(@"^[ \t]*```.*?^[ \t]*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("``.+?``|`[^`\n]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[([^\]\n]*)\]\([^)\s]*\)")]
    private static partial Regex Link();

    // A block ends at an empty line; a bullet, a number, a heading, a row and a quotation begin one.
    [GeneratedRegex(@"\n[ \t]*\n|\n(?=[ \t]*(?:[-*] |\d+\. |#|\||>))|(?<=^#[^\n]*)\n", RegexOptions.Multiline)]
    private static partial Regex Break();

    [GeneratedRegex(@"^[ \t\n]*(?:[-*>] |\d+\. |#+ )|\*\*", RegexOptions.None)]
    private static partial Regex Mark();
}
