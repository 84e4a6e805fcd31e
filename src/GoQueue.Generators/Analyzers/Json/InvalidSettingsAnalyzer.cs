using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3013: a JSON setting cannot apply.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidSettingsAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [JsonDiagnostics.InvalidSettings];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();

        // At the attribute itself, so that the finding is there while one types.
        context.RegisterSyntaxNodeAction(static attribute => Check(attribute), SyntaxKind.Attribute);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        if (context.Node.Parent is not AttributeListSyntax { Target.Identifier.ValueText: "assembly" })
        {
            return;
        }

        foreach (var (location, fault) in JsonSettingsParser.FaultsOf(context.Compilation.Assembly, context.CancellationToken))
        {
            if (location is not null && location.SourceTree == context.Node.SyntaxTree && context.Node.Span.Contains(location.SourceSpan))
            {
                context.ReportDiagnostic(Diagnostic.Create(JsonDiagnostics.InvalidSettings, location, fault));
            }
        }
    }
}
