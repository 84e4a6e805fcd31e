using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ1017: seals the event.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SealFix))]
[Shared]
internal sealed class SealFix() : SyntaxFixProvider("Seal the event", DeclarationDiagnostics.NotSealed.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && Modifiers.AddSealed(type) is { } change ? [change] : [];
}
