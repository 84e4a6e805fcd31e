using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Contracts;

/// <summary>GQ6001 to GQ6012: compares the events with the contract file. One analyzer, because one comparison finds all of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        ContractDiagnostics.NoFile, ContractDiagnostics.NotAccepted, ContractDiagnostics.Compatible, ContractDiagnostics.Breaking, ContractDiagnostics.Risky,
        ContractDiagnostics.LowerVersion, ContractDiagnostics.Missing, ContractDiagnostics.Returned, ContractDiagnostics.Unreadable, ContractDiagnostics.SameIdentity,
        ContractDiagnostics.SameAddress, ContractDiagnostics.Opaque,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // Without contracts nothing is registered.
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueEventAttribute is not null && ContractSettings.Of(start.Options) is { IsAccepting: false } settings)
            {
                Register(start, settings, ContractCheck.Of(known, settings, start.CancellationToken));
            }
        });
    }

    private static void Register(CompilationStartAnalysisContext start, ContractSettings settings, ContractCheck check)
    {
        start.RegisterSymbolAction(
            symbol =>
            {
                foreach (var finding in check.FindingsOf((INamedTypeSymbol)symbol.Symbol, symbol.CancellationToken))
                {
                    symbol.ReportDiagnostic(finding.ToDiagnostic(settings.IsLocked));
                }
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(end =>
        {
            foreach (var finding in check.FindingsAtEnd(end.CancellationToken))
            {
                end.ReportDiagnostic(finding.ToDiagnostic(settings.IsLocked));
            }
        });
        if (settings.Exists)
        {
            start.RegisterAdditionalFileAction(file =>
            {
                if (file.AdditionalFile.Path == settings.File.Path && check.Fault(file.CancellationToken) is { } fault)
                {
                    file.ReportDiagnostic(fault.ToDiagnostic(settings.IsLocked));
                }
            });
        }
    }
}
