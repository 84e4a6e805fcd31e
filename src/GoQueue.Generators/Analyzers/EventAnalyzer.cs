using System.Collections.Immutable;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers;

/// <summary>
/// An analyzer of one rule that the parser decides: it reports the parser's findings of that rule. The parse itself is shared by all of
/// them, so a further rule costs next to nothing.
/// </summary>
internal abstract class EventAnalyzer(DiagnosticDescriptor rule) : DiagnosticAnalyzer
{
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [rule];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueEventAttribute is not null)
            {
                start.RegisterSymbolAction(symbol => Report(symbol, known), SymbolKind.NamedType);
            }
        });
    }

    private void Report(SymbolAnalysisContext context, KnownSymbols known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var parses = EventParses.Of(known);
        foreach (var found in parses.Parse(type, context.CancellationToken).Diagnostics)
        {
            if (found.Descriptor.Id == SupportedDiagnostics[0].Id && parses.Speaks(type, found))
            {
                context.ReportDiagnostic(found.ToDiagnostic());
            }
        }
    }
}
