using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.SetUp;

/// <summary>GQ0001: the project is compiled as a C# that generated code cannot be compiled as.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LanguageVersionAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The first language version with everything that generated code uses (collection expressions).</summary>
    private const LanguageVersion Needed = LanguageVersion.CSharp12;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SetUpDiagnostics.LanguageVersion];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueEventAttribute is null || start.Compilation is not CSharpCompilation { LanguageVersion: < Needed } compilation)
            {
                return;
            }

            start.RegisterSymbolAction(
                symbol =>
                {
                    if (Parsing.EventAttribute.Of((INamedTypeSymbol)symbol.Symbol, known) is { } attribute)
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(
                            SetUpDiagnostics.LanguageVersion,
                            attribute.Location(symbol.CancellationToken),
                            Needed.ToDisplayString(),
                            compilation.LanguageVersion.ToDisplayString()));
                    }
                },
                SymbolKind.NamedType);
        });
    }
}
