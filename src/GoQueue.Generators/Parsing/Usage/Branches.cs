using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>Which operations of a body can run after one another.</summary>
internal static class Branches
{
    /// <summary>
    /// Whether at most one of the two runs: they are in different branches, or what follows the first leaves the body
    /// before the second.
    /// </summary>
    public static bool AreExclusive(IOperation first, IOperation second)
    {
        var leaves = false;
        for (var (child, parent) = (first, first.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (!Contains(parent, second))
            {
                leaves |= Leaves(child, parent, second);
                continue;
            }

            var other = ChildToward(parent, second);
            return parent switch
            {
                // The first may have thrown, and a finally block runs whatever comes before it.
                ITryOperation => false,
                IConditionalOperation conditional when child != conditional.Condition && other != conditional.Condition => true,
                ISwitchOperation or ISwitchExpressionOperation
                    when child is ISwitchCaseOperation or ISwitchExpressionArmOperation && other is ISwitchCaseOperation or ISwitchExpressionArmOperation => true,
                _ => leaves || (child != other && Leaves(child, parent, second)),
            };
        }

        return false;
    }

    /// <summary>Whether no statement after this one is reached.</summary>
    public static bool AlwaysLeave(IOperation? statement) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return } or IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => true,
        IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.Break } => true,
        IBlockOperation block => block.Operations.Any(AlwaysLeave),
        IConditionalOperation { WhenFalse: not null } conditional => AlwaysLeave(conditional.WhenTrue) && AlwaysLeave(conditional.WhenFalse),
        _ => false,
    };

    /// <summary>Whether a loop runs an operation again: nothing that follows it leaves the loop.</summary>
    public static bool IsRepeatedBy(ILoopOperation loop, IOperation operation)
    {
        for (var (child, parent) = (operation, operation.Parent); parent is not null && child != loop; (child, parent) = (parent, parent.Parent))
        {
            var following = parent is IBlockOperation block ? block.Operations.SkipWhile(statement => statement != child) : [child];
            if (following.Any(statement => EndsLoop(statement, loop)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EndsLoop(IOperation statement, ILoopOperation loop) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return } or IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => true,
        IBranchOperation { BranchKind: BranchKind.Break, Target: var target } => SymbolEqualityComparer.Default.Equals(target, loop.ExitLabel),
        _ => false,
    };

    /// <summary>Whether one operation is inside of another, or is it.</summary>
    public static bool Contains(IOperation parent, IOperation operation)
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

    // Whether the statement, or one of those that follow it in its block, leaves for a place behind the second
    // operation.
    private static bool Leaves(IOperation child, IOperation parent, IOperation second)
    {
        if (parent is not IBlockOperation block)
        {
            return IsExit(child, second);
        }

        var isAfter = false;
        foreach (var statement in block.Operations)
        {
            isAfter |= statement == child;
            if (isAfter && IsExit(statement, second))
            {
                return true;
            }

            if (isAfter && Contains(statement, second))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsExit(IOperation statement, IOperation second)
    {
        if (statement is not IBranchOperation)
        {
            return AlwaysLeave(statement) && statement is not (IBlockOperation or IConditionalOperation) && !Contains(statement, second);
        }

        // break and continue leave what is in the same loop.
        for (var current = statement.Parent; current is not null; current = current.Parent)
        {
            if (current is ILoopOperation or ISwitchOperation)
            {
                return current is ILoopOperation && Contains(current, second);
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
}
