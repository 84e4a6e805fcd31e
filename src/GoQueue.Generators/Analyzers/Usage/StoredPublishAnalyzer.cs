using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5005: the ValueTask of a publish is kept in a field, a property or a collection. A local that is awaited once is fine.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StoredPublishAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.StoredPublish)
{
    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        var value = Results.Outermost(call.Invocation);
        if (call.Kind != PublishKind.Stream && value.Type is { Name: "ValueTask" } && IsKept(value))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.Location, call.Invocation.TargetMethod.Name));
        }
    }

    private static bool IsKept(IOperation value) => value.Parent switch
    {
        IFieldInitializerOperation or IPropertyInitializerOperation => true,
        ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation } => true,
        IArrayInitializerOperation or ICollectionExpressionOperation => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "Insert" or "AddLast" or "AddFirst" } } } => true,
        _ => false,
    };
}
