using System.Text;
using GoQueue.Documentation.Tests.Markdown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Documentation.Tests.Snippets;

/// <summary>Makes a file that the compiler takes out of a block of a page. Messages of the compiler then speak of the page and its lines.</summary>
internal static class SnippetFile
{
    // Not "#line hidden": analyzers take a method that begins in a hidden region for generated, and say nothing.
    private const string Wrapping = "#line 1 \"the method around the snippet\"";

    public static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp14);

    /// <summary>A whole file stays as it is, word for word.</summary>
    public static SyntaxTree OfFile(MarkdownPage page, CodeBlock block) => Parse($"{Line(page, block.Line)}\n{block.Text}\n", $"/{page.Path}/{block.FileName}");

    /// <summary>Types stay as they are; statements become the body of a method, with the usings before and the types after it.</summary>
    public static SyntaxTree Of(MarkdownPage page, CodeBlock block)
    {
        var unit = CSharpSyntaxTree.ParseText(block.Text, Options).GetCompilationUnitRoot();
        var statements = unit.Members.OfType<GlobalStatementSyntax>().ToList();
        var name = $"/{page.Path}/Line{block.Line}.cs";
        if (statements.Count == 0)
        {
            return Parse($"{Line(page, block.Line)}\n{block.Text}\n", name);
        }

        var text = new StringBuilder();
        Append(text, page, block, unit.Usings.FullSpan.Start, unit.Usings.FullSpan.End);
        text.Append(Wrapping).Append("\ninternal static class Block").Append(block.Line).Append("\n{\n    internal static async System.Threading.Tasks.Task RunAsync()\n    {\n");
        foreach (var statement in statements)
        {
            Append(text, page, block, statement.FullSpan.Start, statement.FullSpan.End);
        }

        text.Append(Wrapping).Append("\n        await System.Threading.Tasks.Task.CompletedTask;\n    }\n}\n");
        foreach (var type in unit.Members.Where(static member => member is not GlobalStatementSyntax))
        {
            Append(text, page, block, type.FullSpan.Start, type.FullSpan.End);
        }

        return Parse(text.ToString(), name);
    }

    private static void Append(StringBuilder text, MarkdownPage page, CodeBlock block, int start, int end)
    {
        if (end > start)
        {
            var before = block.Text.AsSpan(0, start).Count('\n');
            text.Append(Line(page, block.Line + before)).Append('\n').Append(block.Text, start, end - start).Append('\n');
        }
    }

    private static string Line(MarkdownPage page, int line) => $"#line {line} \"{page.Path}\"";

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Options, path, Encoding.UTF8);
}
