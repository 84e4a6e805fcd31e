using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ5006: lets the failures of a batch throw.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ThrowIfAnyFailedFix))]
[Shared]
internal sealed class ThrowIfAnyFailedFix() : SyntaxFixProvider("Throw if a message failed", UsageDiagnostics.DroppedBatchResult.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<AwaitExpressionSyntax>() is { } awaited)
        {
            yield return new TextChange(new TextSpan(awaited.SpanStart, 0), "(");
            yield return new TextChange(new TextSpan(awaited.Span.End, 0), ").ThrowIfAnyFailed()");
        }
    }
}
