using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>
/// GQ4111, GQ4112 and GQ4114: a record with hidden members prints itself, or cannot be extended; a base type does not have its marks. Looks at every type, also at those that no event of
/// this assembly reaches: an assembly of contracts may hold parts of events alone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MaskingAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RoutingDiagnostics.OwnPrinting, RoutingDiagnostics.NotMasked, RoutingDiagnostics.NotMarkedInBase];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueEventAttribute is not null)
            {
                start.RegisterSymbolAction(symbol => Report(symbol, known), SymbolKind.NamedType);
            }
        });
    }

    private static void Report(SymbolAnalysisContext context, KnownSymbols known)
    {
        var sink = new DiagnosticSink();
        MaskingParser.Check((INamedTypeSymbol)context.Symbol, known, sink, context.CancellationToken);
        foreach (var found in sink.ToImmutable())
        {
            context.ReportDiagnostic(found.ToDiagnostic());
        }
    }
}
