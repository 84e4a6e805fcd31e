using System.Collections.Immutable;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers;

/// <summary>An analyzer of one rule that compares an event with the others: it sees each event of the compilation once, live.</summary>
internal abstract class IndexAnalyzer(DiagnosticDescriptor rule) : DiagnosticAnalyzer
{
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [rule];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueEventAttribute is not null && known.ManifestAttribute is not null)
            {
                start.RegisterSymbolAction(
                    symbol =>
                    {
                        var type = (INamedTypeSymbol)symbol.Symbol;
                        if (EventAttribute.Of(type, known) is { } attribute)
                        {
                            Check(symbol, type, attribute, known);
                        }
                    },
                    SymbolKind.NamedType);
            }
        });
    }

    /// <summary>Checks one event against the others.</summary>
    protected abstract void Check(SymbolAnalysisContext context, INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known);
}
