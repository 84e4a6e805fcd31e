using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1023: a catalog is not a static partial class.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidCatalogAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationDiagnostics.InvalidCatalog];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueCatalogAttribute is not null)
            {
                start.RegisterSymbolAction(
                    symbol =>
                    {
                        if (CatalogParser.Parse((INamedTypeSymbol)symbol.Symbol, known, symbol.CancellationToken).Diagnostic is { } found)
                        {
                            symbol.ReportDiagnostic(found.ToDiagnostic());
                        }
                    },
                    SymbolKind.NamedType);
            }
        });
    }
}
