using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1010: an event has the topic, action and version of one that a referenced assembly declares.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DuplicateOfReferenceAnalyzer() : IndexAnalyzer(DeclarationDiagnostics.DuplicateOfReference)
{
    protected override void Check(SymbolAnalysisContext context, INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known)
    {
        if (EventIndex.Of(known).EntryOf(type)?.Identity is { } identity
            && ReferencedIndex.Of(known, context.CancellationToken).Find(identity) is { } other)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDiagnostics.DuplicateOfReference,
                attribute.Location(context.CancellationToken),
                EventNames.DisplayOf(type),
                EventNames.DisplayOf(other.Type),
                other.Type.ContainingAssembly.Name));
        }
    }
}
