using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>Adds modifiers to types, in the order in which the language wants them.</summary>
internal static class Modifiers
{
    /// <summary><c>partial</c> stands last; null where it is there.</summary>
    public static TextChange? AddPartial(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword)
        ? null
        : new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial ");

    /// <summary><c>sealed</c> stands before <c>partial</c>; null where it is there.</summary>
    public static TextChange? AddSealed(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.SealedKeyword))
        {
            return null;
        }

        var index = type.Modifiers.IndexOf(SyntaxKind.PartialKeyword);
        return new TextChange(new TextSpan((index < 0 ? type.Keyword : type.Modifiers[index]).SpanStart, 0), "sealed ");
    }
}
