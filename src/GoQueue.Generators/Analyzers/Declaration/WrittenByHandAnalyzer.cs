using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1025: a class or struct names IGoQueueEvent, or an interface that extends it, and is not an event.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class WrittenByHandAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationDiagnostics.WrittenByHand];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.AnyEvent is not null)
            {
                start.RegisterSymbolAction(
                    symbol =>
                    {
                        var type = (INamedTypeSymbol)symbol.Symbol;
                        if (IsWrittenByHand(type, known))
                        {
                            symbol.ReportDiagnostic(Diagnostic.Create(DeclarationDiagnostics.WrittenByHand, type.Locations[0], type.Name));
                        }
                    },
                    SymbolKind.NamedType);
            }
        });
    }

    // What a base type implements is that type's own matter.
    private static bool IsWrittenByHand(INamedTypeSymbol type, KnownSymbols known) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct
        && type.Interfaces.Any(named => IsAnyEvent(named, known) || named.AllInterfaces.Any(extended => IsAnyEvent(extended, known)))
        && !type.AllInterfaces.Any(implemented =>
            SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, known.Event) && SymbolEqualityComparer.Default.Equals(implemented.TypeArguments[0], type))
        && EventAttribute.Of(type, known) is null;

    private static bool IsAnyEvent(INamedTypeSymbol type, KnownSymbols known) => SymbolEqualityComparer.Default.Equals(type, known.AnyEvent);
}
