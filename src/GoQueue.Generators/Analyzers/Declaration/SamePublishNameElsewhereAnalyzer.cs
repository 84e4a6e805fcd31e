using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1020: two events of different namespaces are published by methods of one name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SamePublishNameElsewhereAnalyzer() : IndexAnalyzer(DeclarationDiagnostics.SamePublishNameElsewhere)
{
    protected override void Check(SymbolAnalysisContext context, INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known)
    {
        var name = EventNames.PublishNameOf(type, attribute);
        if (EventIndex.Of(known).NamesakeOf(type, name) is { } other
            && !SymbolEqualityComparer.Default.Equals(other.ContainingNamespace, type.ContainingNamespace))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDiagnostics.SamePublishNameElsewhere,
                attribute.PlaceOfName(context.CancellationToken),
                EventNames.DisplayOf(type),
                EventNames.DisplayOf(other),
                name));
        }
    }
}
