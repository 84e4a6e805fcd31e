using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>What the conditions around an operation state about a task in a local: completed, or not.</summary>
internal static class Completion
{
    /// <summary>Whether the task has completed where it is used: true, false, or null if no condition states it.</summary>
    /// <param name="use">The operation that uses the task.</param>
    /// <param name="local">The local that holds the task.</param>
    public static bool? Of(IOperation use, ILocalSymbol local)
    {
        for (var (child, parent) = (use, use.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (Stated(child, parent, local) is { } stated)
            {
                return stated;
            }
        }

        return null;
    }

    // if (publish.IsCompleted) { return publish.Result; }, also as ?:, &&, ||, switch, and after a loop or a return.
    private static bool? Stated(IOperation child, IOperation parent, ILocalSymbol local) => parent switch
    {
        IConditionalOperation conditional when child == conditional.WhenTrue => Stated(conditional.Condition, true, local),
        IConditionalOperation conditional when child == conditional.WhenFalse => Stated(conditional.Condition, false, local),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when child == both.RightOperand => Stated(both.LeftOperand, true, local),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when child == either.RightOperand => Stated(either.LeftOperand, false, local),
        IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition, ConditionIsUntil: false } loop when child == loop.Body => Stated(condition, true, local),
        ISwitchOperation choice when child is ISwitchCaseOperation { Clauses: [ISingleValueCaseClauseOperation { Value.ConstantValue: { HasValue: true, Value: bool value } }] } =>
            Stated(choice.Value, value, local),
        ISwitchExpressionOperation choice when child is ISwitchExpressionArmOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool value } } } =>
            Stated(choice.Value, value, local),
        IBlockOperation block => block.Operations.TakeWhile(statement => statement != child).Any(statement => LeavesUnlessCompleted(statement, local)) ? true : null,
        _ => null,
    };

    // if (!publish.IsCompleted) { return await publish; }, or a loop that ends only when the task has completed.
    private static bool LeavesUnlessCompleted(IOperation statement, ILocalSymbol local) => statement switch
    {
        IConditionalOperation { WhenFalse: null } conditional => Stated(conditional.Condition, false, local) == true && Branches.AlwaysLeave(conditional.WhenTrue),
        IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } loop => Stated(condition, false, local) == true && !HasBreak(loop),
        _ => false,
    };

    private static bool HasBreak(ILoopOperation loop) =>
        loop.Descendants().Any(operation => operation is IBranchOperation { Target: var target } && SymbolEqualityComparer.Default.Equals(target, loop.ExitLabel));

    // What a condition states about the task if its value is the given one.
    private static bool? Stated(IOperation condition, bool value, ILocalSymbol local) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation => Stated(negation.Operand, !value, local),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when value => Stated(both.LeftOperand, true, local) ?? Stated(both.RightOperand, true, local),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !value => Stated(either.LeftOperand, false, local) ?? Stated(either.RightOperand, false, local),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } } test => Stated(test.Value, constant == value, local),
        IPropertyReferenceOperation { Property.Name: "IsCompleted", Instance: ILocalReferenceOperation read } when SymbolEqualityComparer.Default.Equals(read.Local, local) => value,
        IPropertyReferenceOperation { Property.Name: "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled", Instance: ILocalReferenceOperation read }
            when value && SymbolEqualityComparer.Default.Equals(read.Local, local) => true,
        _ => null,
    };
}
