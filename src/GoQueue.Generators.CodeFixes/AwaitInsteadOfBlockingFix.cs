using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ5011: awaits the publish instead of blocking, if the code around it can await.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitInsteadOfBlockingFix))]
[Shared]
internal sealed class AwaitInsteadOfBlockingFix() : SyntaxFixProvider("Await the publish", UsageDiagnostics.BlockedPublish.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        // With ?. an await would await a null; Wait(timeout) and WaitAll mean something else.
        if (node.Parent is not MemberAccessExpressionSyntax { Expression: var task } access || access.Name != node || IsConditional(access) || !AsyncContext.CanAwait(access))
        {
            return [];
        }

        ExpressionSyntax blocking = access;
        switch (access.Name.Identifier.ValueText)
        {
            case "Result":
                break;
            case "Wait" when access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } wait:
                blocking = wait;
                break;
            case "GetResult" when access.Parent is InvocationExpressionSyntax result
                && task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter", Expression: var awaited } }:
                (blocking, task) = (result, awaited);
                break;
            default:
                return [];
        }

        var isOperand = blocking.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax;
        return
        [
            new TextChange(new TextSpan(blocking.SpanStart, 0), isOperand ? "(await " : "await "),
            new TextChange(TextSpan.FromBounds(task.Span.End, blocking.Span.End), isOperand ? ")" : ""),
        ];
    }

    private static bool IsConditional(SyntaxNode node) =>
        node.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } conditional && conditional.WhenNotNull.Span.Contains(node.Span);
}
