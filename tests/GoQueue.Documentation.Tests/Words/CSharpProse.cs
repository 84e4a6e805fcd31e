using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Documentation.Tests.Words;

/// <summary>The comments and the string literals of a C# file.</summary>
internal static partial class CSharpProse
{
    /// <summary>Neighbouring lines of comments are one text; each element of a documentation comment is one.</summary>
    public static IEnumerable<string> Comments(string source)
    {
        StringBuilder block = new();
        foreach (string line in source.Split('\n').Append(""))
        {
            if (CommentLine().Match(line) is { Success: true } match)
            {
                block.Append(match.Groups[1].Value).Append(' ');
            }
            else if (block.Length > 0)
            {
                foreach (string text in Element().Split(InlineElement().Replace(InlineCode().Replace(block.ToString(), "X"), "X")))
                {
                    yield return text;
                }

                block.Clear();
            }
        }
    }

    /// <summary>String literals with a space; those that <c>+</c> joins are one text.</summary>
    public static IEnumerable<string> Messages(string source) =>
        from node in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes()
        where node is ExpressionSyntax && TextOf(node) is not null && (node.Parent is null || TextOf(node.Parent) is null)
        let text = TextOf(node)
        where text.Contains(' ', StringComparison.Ordinal)
        select text;

    private static string? TextOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(
            static part => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "X")),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && TextOf(sum.Left) is { } left && TextOf(sum.Right) is { } right => left + right,
        _ => null,
    };

    [GeneratedRegex(@"^\s*///? ?(.*?)\s*$")]
    private static partial Regex CommentLine();

    [GeneratedRegex("<c>.*?</c>|<code>.*?</code>")]
    private static partial Regex InlineCode();

    [GeneratedRegex("<(?:see|seealso|paramref|typeparamref|inheritdoc)\\b[^>]*?/>")]
    private static partial Regex InlineElement();

    [GeneratedRegex("</?[a-z]+(?: [^>]*)?/?>")]
    private static partial Regex Element();
}
