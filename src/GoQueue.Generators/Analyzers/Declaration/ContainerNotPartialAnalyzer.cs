using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>
/// GQ1002: a type around an event is not partial. Looks at the type around and not at the event: a fix is only offered for what is
/// reported about the symbol at hand.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ContainerNotPartialAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationDiagnostics.ContainerNotPartial];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueEventAttribute is not null)
            {
                start.RegisterSymbolAction(symbol => Report(symbol, (INamedTypeSymbol)symbol.Symbol, known), SymbolKind.NamedType);
            }
        });
    }

    /// <returns>Whether it was reported: once is enough, however many events the type holds.</returns>
    private static bool Report(SymbolAnalysisContext context, INamedTypeSymbol inside, KnownSymbols known)
    {
        foreach (var nested in inside.GetTypeMembers())
        {
            foreach (var found in EventParseCache.Of(known).Parse(nested, context.CancellationToken).Diagnostics)
            {
                if (found.Descriptor.Id == DeclarationDiagnostics.ContainerNotPartial.Id && IsAt(found.ToDiagnostic().Location, (INamedTypeSymbol)context.Symbol))
                {
                    context.ReportDiagnostic(found.ToDiagnostic());
                    return true;
                }
            }

            if (Report(context, nested, known))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAt(Location location, INamedTypeSymbol type) =>
        type.Locations.Any(candidate => candidate.SourceTree == location.SourceTree && candidate.SourceSpan == location.SourceSpan);
}
