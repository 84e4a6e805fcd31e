using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>An analyzer of one rule about publish calls.</summary>
internal abstract class PublishCallAnalyzer(DiagnosticDescriptor rule) : UsageAnalyzer(rule)
{
    protected sealed override void Register(CompilationStartAnalysisContext start, KnownSymbols known) =>
        start.RegisterOperationAction(
            operation =>
            {
                if (PublishCall.Of(operation.Operation, known) is { } call)
                {
                    Check(operation, call, known);
                }
            },
            OperationKind.Invocation);

    /// <summary>Looks at one publish call.</summary>
    protected abstract void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known);
}
