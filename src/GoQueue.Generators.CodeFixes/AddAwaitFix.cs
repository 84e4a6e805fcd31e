using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
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
            && AsyncContext.CanAwait(expression)
            ? [new TextChange(new TextSpan(expression.SpanStart, 0), "await ")]
            : [];
    }

    private static bool IsPartOfTheCall(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ConditionalAccessExpressionSyntax
        && expression.FirstAncestorOrSelf<ArgumentSyntax>() is null;
}
