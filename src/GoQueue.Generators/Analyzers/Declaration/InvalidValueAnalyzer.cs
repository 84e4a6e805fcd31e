using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1026: [GoQueueValue] marks a type that cannot be written as one value.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidValueAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationDiagnostics.InvalidValue];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.ValueAttribute is not null)
            {
                start.RegisterSymbolAction(symbol => CheckType(symbol, known), SymbolKind.NamedType);
                start.RegisterSyntaxNodeAction(node => CheckAssembly(node, known), SyntaxKind.AttributeList);
            }
        });
    }

    private static void CheckType(SymbolAnalysisContext context, KnownSymbols known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var attribute in type.GetAttributes())
        {
            if (known.IsValueMark(attribute))
            {
                var fault = attribute.ConstructorArguments.IsEmpty ? known.ValueOf(type).Fault : "names a type, which only [assembly: GoQueueValue(typeof(…))] may";
                Report(attribute, type.Name, fault, context.ReportDiagnostic, context.CancellationToken);
            }
        }
    }

    private static void CheckAssembly(SyntaxNodeAnalysisContext context, KnownSymbols known)
    {
        var list = (AttributeListSyntax)context.Node;
        if (list.Target is not { } target || !target.Identifier.IsKind(SyntaxKind.AssemblyKeyword))
        {
            return;
        }

        foreach (var attribute in context.Compilation.Assembly.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference is { } reference
                && reference.SyntaxTree == list.SyntaxTree
                && list.Span.Contains(reference.Span)
                && known.IsValueMark(attribute))
            {
                var type = attribute.Positional<INamedTypeSymbol>(0);
                var fault = type is null ? "names no type" : known.ValueOf(type.OriginalDefinition).Fault;
                Report(attribute, type?.Name ?? "assembly", fault, context.ReportDiagnostic, context.CancellationToken);
            }
        }
    }

    private static void Report(AttributeData attribute, string name, string? fault, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        if (fault is not (null or ""))
        {
            report(Diagnostic.Create(DeclarationDiagnostics.InvalidValue, attribute.LocationOf(cancellationToken), name, fault));
        }
    }
}
