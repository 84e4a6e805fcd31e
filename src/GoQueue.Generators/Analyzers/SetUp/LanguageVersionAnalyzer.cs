using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.SetUp;

/// <summary>GQ0001: the project is compiled as a C# that generated code cannot be compiled as.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LanguageVersionAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SetUpDiagnostics.LanguageVersion];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueEventAttribute is null || start.Compilation is not CSharpCompilation { LanguageVersion: < LanguageVersions.Needed } compilation)
            {
                return;
            }

            start.RegisterSymbolAction(
                symbol =>
                {
                    if (EventAttribute.Of((INamedTypeSymbol)symbol.Symbol, known) is { } attribute)
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(
                            SetUpDiagnostics.LanguageVersion,
                            attribute.Location(symbol.CancellationToken),
                            LanguageVersions.Needed.ToDisplayString(),
                            compilation.LanguageVersion.ToDisplayString()));
                    }
                },
                SymbolKind.NamedType);
        });
    }
}
