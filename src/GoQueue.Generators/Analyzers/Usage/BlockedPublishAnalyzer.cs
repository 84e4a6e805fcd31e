using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
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
        // A local may hold what another holds: the publish, its ConfigureAwait, or the awaiter.
        var current = task;
        var passed = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
        while (current is ILocalReferenceOperation { Local: var local })
        {
            if (!passed.Add(local) || LocalDataFlow.ValueOf(local, current) is not { } value || Completion.Of(task, local) == true || IsAwaitedBefore(task, [.. LocalDataFlow.UsesOf(local, task)]))
            {
                return null;
            }

            current = Blocking.Innermost(value);
        }

        return PublishCall.Of(current, known);
    }

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
