using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1009: two events of one assembly have the same topic, action and version. Each of the two is told of the other.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DuplicateEventAnalyzer() : IndexAnalyzer(DeclarationDiagnostics.DuplicateEvent)
{
    protected override void Check(SymbolAnalysisContext context, INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known)
    {
        if (EventIndex.Of(known).DuplicateOf(type) is { } other)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDiagnostics.DuplicateEvent, attribute.Location(context.CancellationToken), EventNames.DisplayOf(type), EventNames.DisplayOf(other)));
        }
    }
}
