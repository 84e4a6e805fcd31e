using System.Collections.Immutable;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>An analyzer of code that uses the library; absent where the library is.</summary>
internal abstract class UsageAnalyzer(params DiagnosticDescriptor[] rules) : DiagnosticAnalyzer
{
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. rules];

    protected DiagnosticDescriptor Rule => SupportedDiagnostics[0];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.Publisher is not null)
            {
                Register(start, known);
            }
        });
    }

    /// <summary>Registers what the rule looks at.</summary>
    protected abstract void Register(CompilationStartAnalysisContext start, KnownSymbols known);
}
