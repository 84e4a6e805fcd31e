using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>
/// GQ5001: a message is published with constants that break its rules. GQ5002: an event is made with such constants, which is legal, but hardly meant.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ConstantMessageAnalyzer() : UsageAnalyzer(UsageDiagnostics.InvalidPublishedMessage, UsageDiagnostics.InvalidConstantMessage)
{
    protected override void Register(CompilationStartAnalysisContext start, KnownSymbols known)
    {
        // Tests make invalid events on purpose, and publish them to see them refused.
        if (known.IsTestProject)
        {
            return;
        }

        start.RegisterOperationAction(
            operation =>
            {
                if (!ConstantMessageParser.IsRoot(operation.Operation, known))
                {
                    return;
                }

                var rule = PublishedValues.IsPublished(operation.Operation, known) ? UsageDiagnostics.InvalidPublishedMessage : UsageDiagnostics.InvalidConstantMessage;
                foreach (var broken in ConstantMessageParser.Parse(operation.Operation, known, operation.CancellationToken))
                {
                    operation.ReportDiagnostic(ToDiagnostic(rule, broken));
                }
            },
            OperationKind.ObjectCreation,
            OperationKind.With);

        // Nothing is published where a record is declared.
        start.RegisterSyntaxNodeAction(
            node =>
            {
                if (node.ContainingSymbol is { } symbol
                    && (symbol as INamedTypeSymbol ?? symbol.ContainingType) is { } type
                    && BaseConstructorCall.Of((PrimaryConstructorBaseTypeSyntax)node.Node, node.SemanticModel, node.CancellationToken) is { } call)
                {
                    foreach (var broken in ConstantMessageParser.ParseBaseCall(call, type, known, node.CancellationToken))
                    {
                        node.ReportDiagnostic(ToDiagnostic(UsageDiagnostics.InvalidConstantMessage, broken));
                    }
                }
            },
            SyntaxKind.PrimaryConstructorBaseType);
    }

    private static Diagnostic ToDiagnostic(DiagnosticDescriptor rule, BrokenConstant broken) =>
        Diagnostic.Create(rule, broken.Location, broken.Member, broken.Type.Name, broken.Rule.Rule, broken.Rule.Message.TrimEnd('.'));
}
