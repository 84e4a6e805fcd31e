using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>
/// An analyzer of one rule about masking. It looks at every record, also at those that no event of this assembly
/// reaches: an assembly of contracts may hold parts of events alone.
/// </summary>
internal abstract class MaskingAnalyzer(DiagnosticDescriptor rule) : DiagnosticAnalyzer
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
        var sink = new DiagnosticSink();
        MaskingParser.Check((INamedTypeSymbol)context.Symbol, known, sink, context.CancellationToken);
        foreach (var found in sink.ToImmutable())
        {
            if (found.Descriptor.Id == SupportedDiagnostics[0].Id)
            {
                context.ReportDiagnostic(found.ToDiagnostic());
            }
        }
    }
}
