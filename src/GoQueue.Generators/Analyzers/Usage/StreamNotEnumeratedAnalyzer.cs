using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5010: a stream is published whose results nobody enumerates, so that nothing is published.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StreamNotEnumeratedAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.StreamNotEnumerated)
{
    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        if (call.Kind == PublishKind.Stream && (PublishResultUse.IsDropped(call.Invocation) || PublishResultUse.IsDiscarded(call.Invocation)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.Location, call.Invocation.TargetMethod.Name));
        }
    }
}
