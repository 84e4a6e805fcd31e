using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5006: nobody looks at the result of a batch, which alone says what failed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DroppedBatchResultAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.DroppedBatchResult)
{
    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        if (call.Kind == PublishKind.Batch && PublishResultUse.AwaitOf(call.Invocation) is { } awaited && PublishResultUse.IsDropped(awaited))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.Location, call.Invocation.TargetMethod.Name));
        }
    }
}
