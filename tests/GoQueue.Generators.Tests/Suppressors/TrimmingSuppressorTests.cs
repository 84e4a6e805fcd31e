using System.Collections.Immutable;
using GoQueue.Generators.Suppressors;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GoQueue.Generators.Tests.Suppressors;

public sealed class TrimmingSuppressorTests
{
    [Fact]
    public async Task Attributes_of_events_and_their_parts_are_silenced_and_nothing_else()
    {
        var run = GeneratorRun.Of("""
            using System.ComponentModel.DataAnnotations;
            using GoQueue;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record Event(
                [Range(typeof(decimal), "1", "2")] decimal InEvent, Part Part, [Mine(typeof(int), "1", "2")] int Own);
            public sealed record Part { [Compare("Other")] public string? InPart { get; init; } public string? Other { get; init; } }
            public sealed record Elsewhere { [Compare("Other")] public string? Outside { get; init; } public string? Other { get; init; } }
            public sealed class MineAttribute(System.Type type, string low, string high) : RangeAttribute(type, low, high);
            """);

        var all = await run.Output
            .WithAnalyzers([new TrimmingWarnings(), new TrimmingSuppressor()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, true, false, reportSuppressedDiagnostics: true))
            .GetAllDiagnosticsAsync();

        var warnings = all.Where(d => d.Id == "IL2026").ToLookup(d => d.IsSuppressed, d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["InEvent", "InPart"], warnings[true].Order(StringComparer.Ordinal));
        Assert.Equal(["Outside", "Own"], warnings[false].Order(StringComparer.Ordinal));
    }

    /// <summary>Says what the trimming analyzer of the SDK says, which no package carries.</summary>
#pragma warning disable RS1001, RS1036, RS2008 // no analyzer that anybody loads
    private sealed class TrimmingWarnings : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor s_warning = new("IL2026", "Trimming", "{0}", "Trimming", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_warning];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(Report, SymbolKind.Property, SymbolKind.NamedType);
        }

        private static void Report(SymbolAnalysisContext context)
        {
            IEnumerable<ISymbol> marked = context.Symbol is INamedTypeSymbol type ? type.InstanceConstructors.SelectMany(c => c.Parameters) : [context.Symbol];
            foreach (var symbol in marked)
            {
                foreach (var attribute in symbol.GetAttributes())
                {
                    if (attribute.AttributeClass?.Name is "RangeAttribute" or "CompareAttribute" or "MineAttribute")
                    {
                        context.ReportDiagnostic(Diagnostic.Create(s_warning, attribute.ApplicationSyntaxReference!.GetSyntax().GetLocation(), symbol.Name));
                    }
                }
            }
        }
    }
#pragma warning restore RS1001, RS1036, RS2008
}
