using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>
/// GQ5005: the ValueTask of a publish is kept in a field, a property or a collection, directly, by way of a local, or by a Select that is
/// gathered. A local that is awaited once is fine.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StoredPublishAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.StoredPublish)
{
    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        var value = PublishResultUse.Outermost(call.Invocation);
        if (call.Kind != PublishKind.Stream && value.Type is { Name: "ValueTask" } && (IsKept(value) || IsKeptByLocal(value) || IsGathered(value)))
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

    // var publish = publisher.PublishAsync(message); _last = publish;
    private static bool IsKeptByLocal(IOperation value)
    {
        if (value.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
        {
            return false;
        }

        foreach (var reference in LocalDataFlow.UsesOf(local, value))
        {
            if (PublishResultUse.Outermost(reference) is { Type.Name: "ValueTask" } use && IsKept(use))
            {
                return true;
            }
        }

        return false;
    }

    // items.Select(item => publisher.PublishAsync(item)).ToList(), and the same by a spread.
    private static bool IsGathered(IOperation value)
    {
        if (value.Parent is not IReturnOperation { Parent: IBlockOperation { Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation argument } } } }
            || argument.Parent is not IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" } } select)
        {
            return false;
        }

        var sequence = PublishResultUse.Outermost(select);
        return sequence.Parent is ISpreadOperation
            or IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "ToHashSet", ContainingType.Name: "Enumerable" } } };
    }
}
