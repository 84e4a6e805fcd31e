using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>An analyzer of events that are made with constants which break their rules.</summary>
internal abstract class ConstantMessageAnalyzer(DiagnosticDescriptor rule, bool published) : UsageAnalyzer(rule)
{
    protected sealed override void Register(CompilationStartAnalysisContext start, KnownSymbols known)
    {
        // Tests make invalid events on purpose, and publish them to see them refused.
        if (known.IsTestProject)
        {
            return;
        }

        start.RegisterOperationAction(
            operation =>
            {
                if (!ConstantMessageParser.IsRoot(operation.Operation, known) || Holders.IsPublished(operation.Operation, known) != published)
                {
                    return;
                }

                foreach (var broken in ConstantMessageParser.Parse(operation.Operation, known, operation.CancellationToken))
                {
                    operation.ReportDiagnostic(ToDiagnostic(broken));
                }
            },
            OperationKind.ObjectCreation,
            OperationKind.With);

        // Nothing is published where a record is declared.
        if (published)
        {
            return;
        }

        start.RegisterSyntaxNodeAction(
            node =>
            {
                if (node.ContainingSymbol is { } symbol
                    && (symbol as INamedTypeSymbol ?? symbol.ContainingType) is { } type
                    && BaseCall.Of((PrimaryConstructorBaseTypeSyntax)node.Node, node.SemanticModel, node.CancellationToken) is { } call)
                {
                    foreach (var broken in ConstantMessageParser.ParseBaseCall(call, type, known, node.CancellationToken))
                    {
                        node.ReportDiagnostic(ToDiagnostic(broken));
                    }
                }
            },
            SyntaxKind.PrimaryConstructorBaseType);
    }

    private Diagnostic ToDiagnostic(BrokenConstant broken) =>
        Diagnostic.Create(Rule, broken.Location, broken.Member, broken.Type.Name, broken.Rule.Rule, broken.Rule.Message.TrimEnd('.'));
}
