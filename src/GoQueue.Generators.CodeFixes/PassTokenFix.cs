using System.Composition;
using GoQueue.Generators.Analyzers.Usage;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ5007: passes the token on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTokenFix))]
[Shared]
internal sealed class PassTokenFix() : SyntaxFixProvider("Pass the cancellation token", UsageDiagnostics.TokenNotPassed.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList: var list } && diagnostic.Properties[TokenNotPassedAnalyzer.Token] is { } token)
        {
            var name = SyntaxFacts.GetKeywordKind(token) == SyntaxKind.None ? token : "@" + token;
            yield return new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), $"{(list.Arguments.Count == 0 ? "" : ", ")}cancellationToken: {name}");
        }
    }
}
