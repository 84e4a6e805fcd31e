using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ5003: awaits the publish, where the code around it can await.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddAwaitFix))]
[Shared]
internal sealed class AddAwaitFix() : SyntaxFixProvider("Await the publish", UsageDiagnostics.UnawaitedPublish.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        var expression = node.AncestorsAndSelf().OfType<ExpressionSyntax>().LastOrDefault(e => e.SpanStart <= node.SpanStart && IsPartOfTheCall(e));

        // "await a?.PublishAsync()" would await a null; a local that is declared as a task cannot hold the receipt.
        return expression is not null and not ConditionalAccessExpressionSyntax
            && expression.Parent is not EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type.IsVar: false } }
            && CanAwait(expression)
            ? [new TextChange(new TextSpan(expression.SpanStart, 0), "await ")]
            : [];
    }

    private static bool IsPartOfTheCall(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ConditionalAccessExpressionSyntax
        && expression.FirstAncestorOrSelf<ArgumentSyntax>() is null;

    private static bool CanAwait(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case LockStatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
