using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ1018: makes a setter init-only, and a field readonly.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeReadOnlyFix))]
[Shared]
internal sealed class MakeReadOnlyFix() : SyntaxFixProvider("Make it unchangeable", DeclarationDiagnostics.Mutable.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic) => node switch
    {
        AccessorDeclarationSyntax accessor when accessor.Keyword.IsKind(SyntaxKind.SetKeyword) => [new TextChange(accessor.Keyword.Span, "init")],
        _ when node.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field => [new TextChange(new TextSpan(field.Declaration.SpanStart, 0), "readonly ")],
        _ => [],
    };
}
