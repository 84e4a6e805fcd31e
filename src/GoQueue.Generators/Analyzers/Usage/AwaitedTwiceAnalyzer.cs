using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5004: the ValueTask of one publish is awaited more than once. It is pooled: the second await may get another message's result.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AwaitedTwiceAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.AwaitedTwice)
{
    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        var value = Results.Outermost(call.Invocation);
        if (call.Kind == PublishKind.Stream
            || value.Type is not { Name: "ValueTask" }
            || value.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator })
        {
            return;
        }

        var uses = UsesOf(local, declarator);
        if (uses is null)
        {
            return;
        }

        for (var i = 0; i < uses.Count; i++)
        {
            if (IsRepeated(uses[i], declarator) || IsAfterAnother(uses, i))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rule, uses[i].Syntax.GetLocation(), local.Name));
            }
        }
    }

    /// <summary>Where the local is awaited or taken apart; null where it is assigned again, and so need not be the same any more.</summary>
    private static List<IOperation>? UsesOf(ILocalSymbol local, IOperation declarator)
    {
        var uses = new List<IOperation>();
        foreach (var reference in Locals.UsesOf(local, declarator))
        {
            switch (Results.Outermost(reference))
            {
                case { Parent: ISimpleAssignmentOperation assignment } target when assignment.Target == target:
                    return null;
                case { Parent: IAwaitOperation }:
                case IInvocationOperation { TargetMethod.Name: "AsTask" or "Preserve" }:
                case { Parent: IPropertyReferenceOperation { Property.Name: "Result" } }:
                case { Parent: IInvocationOperation { TargetMethod.Name: "GetAwaiter" } }:
                    uses.Add(reference);
                    break;
            }
        }

        return uses;
    }

    private static bool IsAfterAnother(List<IOperation> uses, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (!AreExclusive(uses[i], uses[index]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether at most one of the two runs: they stand in different branches.</summary>
    private static bool AreExclusive(IOperation first, IOperation second)
    {
        for (var (child, parent) = (first, first.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (!Contains(parent, second))
            {
                continue;
            }

            var other = ChildToward(parent, second);
            return parent is IConditionalOperation conditional ? child != conditional.Condition && other != conditional.Condition
                : parent is ISwitchOperation or ISwitchExpressionOperation
                && child is ISwitchCaseOperation or ISwitchExpressionArmOperation && other is ISwitchCaseOperation or ISwitchExpressionArmOperation;
        }

        return false;
    }

    /// <summary>Whether a loop that the local was declared outside of runs it again.</summary>
    private static bool IsRepeated(IOperation use, IOperation declarator)
    {
        for (var parent = use.Parent; parent is not null && !Contains(parent, declarator); parent = parent.Parent)
        {
            if (parent is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? ChildToward(IOperation parent, IOperation operation)
    {
        var current = operation;
        while (current is not null && current.Parent != parent)
        {
            current = current.Parent;
        }

        return current;
    }

    private static bool Contains(IOperation parent, IOperation operation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current == parent)
            {
                return true;
            }
        }

        return false;
    }
}
