using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1019: two events of one namespace are published by methods of one name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SamePublishNameAnalyzer() : IndexAnalyzer(DeclarationDiagnostics.SamePublishName)
{
    protected override void Check(SymbolAnalysisContext context, INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known)
    {
        var name = EventNames.PublishNameOf(type, attribute);
        if (EventIndex.Of(known).NamesakeOf(type, name) is { } other
            && SymbolEqualityComparer.Default.Equals(other.ContainingNamespace, type.ContainingNamespace))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDiagnostics.SamePublishName,
                attribute.PlaceOfName(context.CancellationToken),
                EventNames.DisplayOf(type),
                EventNames.DisplayOf(other),
                name));
        }
    }
}
