using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5003: nobody waits for a publish. Who does not want to writes <c>_ = …</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnawaitedPublishAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.UnawaitedPublish)
{
    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        if (call.Kind != PublishKind.Stream && (PublishResultUse.IsDropped(call.Invocation) || PublishResultUse.IsForgotten(call.Invocation)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.Location, call.Invocation.TargetMethod.Name));
        }
    }
}
