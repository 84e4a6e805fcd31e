using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ1001, GQ1002: makes the type partial, and all types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
internal sealed class MakePartialFix() : SyntaxFixProvider(
    "Make partial", DeclarationDiagnostics.NotPartial.Id, DeclarationDiagnostics.ContainerNotPartial.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        foreach (var type in node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (Modifiers.AddPartial(type) is { } change)
            {
                yield return change;
            }
        }
    }
}
