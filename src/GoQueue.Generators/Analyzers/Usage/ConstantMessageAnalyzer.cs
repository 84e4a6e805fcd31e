using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
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
                    operation.ReportDiagnostic(Diagnostic.Create(
                        Rule, broken.Location, broken.Member, broken.Type.Name, broken.Rule.Rule, broken.Rule.Message.TrimEnd('.')));
                }
            },
            OperationKind.ObjectCreation,
            OperationKind.With);
    }
}
