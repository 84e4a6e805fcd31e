using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>
/// GQ5011: a thread is blocked until a publish completes. Reading the result of a publish that has completed is fine:
/// after a look at IsCompleted, or after a task was awaited.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BlockedPublishAnalyzer() : UsageAnalyzer(UsageDiagnostics.BlockedPublish)
{
    // Begins where the thread blocks: a fix is offered only for findings inside of the operation that is looked at.
    protected override void Register(CompilationStartAnalysisContext start, KnownSymbols known) =>
        start.RegisterOperationAction(context => Check(context, known), OperationKind.PropertyReference, OperationKind.Invocation);

    private void Check(OperationAnalysisContext context, KnownSymbols known)
    {
        foreach (var task in Blocking.TasksOf(context.Operation))
        {
            if (PublishOf(Blocking.Innermost(task), known) is { Kind: not PublishKind.Stream } call)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rule, Blocking.PlaceOf(context.Operation), call.Invocation.TargetMethod.Name));
                return;
            }
        }
    }

    private static PublishCall? PublishOf(IOperation task, KnownSymbols known)
    {
        if (task is not ILocalReferenceOperation { Local: var local })
        {
            return PublishCall.Of(task, known);
        }

        if (Locals.DeclarationOf(local, task)?.Initializer?.Value is not { } value || PublishCall.Of(Blocking.Innermost(value), known) is not { } call)
        {
            return null;
        }

        return IsKnownToBeCompleted(task, local) || IsAwaitedBefore(task, [.. Locals.UsesOf(local, task)]) ? null : call;
    }

    // if (publish.IsCompleted) { return publish.Result; }, also as ?: and &&.
    private static bool IsKnownToBeCompleted(IOperation use, ILocalSymbol local)
    {
        for (var (child, parent) = (use, use.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            var isKnown = parent switch
            {
                IConditionalOperation conditional when child == conditional.WhenTrue => Says(conditional.Condition, local, completed: true),
                IConditionalOperation conditional when child == conditional.WhenFalse => Says(conditional.Condition, local, completed: false),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when child == both.RightOperand => Says(both.LeftOperand, local, completed: true),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when child == either.RightOperand => Says(either.LeftOperand, local, completed: false),
                IBlockOperation block => block.Operations.TakeWhile(statement => statement != child).Any(statement => LeavesUnlessCompleted(statement, local)),
                _ => false,
            };
            if (isKnown)
            {
                return true;
            }
        }

        return false;
    }

    // if (!publish.IsCompleted) { return await publish; }
    private static bool LeavesUnlessCompleted(IOperation statement, ILocalSymbol local) =>
        statement is IConditionalOperation { WhenFalse: null } conditional && Says(conditional.Condition, local, completed: false) && Branches.AlwaysLeave(conditional.WhenTrue);

    /// <summary>
    /// Whether a condition that is true (or, with <paramref name="completed"/> false, one that is false) says that the
    /// publish has completed.
    /// </summary>
    private static bool Says(IOperation condition, ILocalSymbol local, bool completed) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation => Says(negation.Operand, local, !completed),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when completed => Says(both.LeftOperand, local, true) || Says(both.RightOperand, local, true),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !completed => Says(either.LeftOperand, local, false) || Says(either.RightOperand, local, false),
        IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled", Instance: ILocalReferenceOperation read } =>
            completed && SymbolEqualityComparer.Default.Equals(read.Local, local),
        _ => false,
    };

    // await task; return task.Result; and the same after Task.WhenAll. The ValueTask of a publish can be read once,
    // which GQ5004 reports.
    private static bool IsAwaitedBefore(IOperation use, List<ILocalReferenceOperation> uses)
    {
        foreach (var other in uses)
        {
            if (other.Syntax.SpanStart < use.Syntax.SpanStart && IsAwaited(other))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAwaited(IOperation use)
    {
        for (var current = use; current is not (null or IBlockOperation or IAnonymousFunctionOperation); current = current.Parent)
        {
            if (current is IAwaitOperation)
            {
                return true;
            }
        }

        return false;
    }
}
