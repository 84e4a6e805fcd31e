using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1011: two referenced assemblies declare an event with the same topic, action and version. No line of this project is to blame.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DuplicateInReferencesAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationDiagnostics.DuplicateInReferences];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(static end =>
        {
            var known = KnownSymbols.Of(end.Compilation);
            if (known.ManifestAttribute is null)
            {
                return;
            }

            foreach (var (first, second) in ReferencedIndex.Of(known, end.CancellationToken).Duplicates)
            {
                end.ReportDiagnostic(Diagnostic.Create(
                    DeclarationDiagnostics.DuplicateInReferences,
                    Location.None,
                    EventNames.DisplayOf(first.Type),
                    first.Type.ContainingAssembly.Name,
                    EventNames.DisplayOf(second.Type),
                    second.Type.ContainingAssembly.Name));
            }
        });
    }
}
