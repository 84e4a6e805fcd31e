using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ1005, GQ1006: takes wildcards and empty words out of an action.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RepairActionFix))]
[Shared]
internal sealed class RepairActionFix() : SyntaxFixProvider(
    "Write words separated by single dots", DeclarationDiagnostics.WildcardInAction.Id, DeclarationDiagnostics.EmptyWordInAction.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        // An action that is a constant of its own is used elsewhere too; nothing but a literal is changed.
        if (node is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression))
        {
            var words = literal.Token.ValueText.Replace("*", "").Replace("#", "").Split(['.'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                yield return new TextChange(literal.Span, SymbolDisplay.FormatLiteral(string.Join(".", words), quote: true));
            }
        }
    }
}
