using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>What becomes of a result.</summary>
internal static class PublishResultUse
{
    /// <summary>The value after what only wraps it: <c>?.</c>, conversions, ConfigureAwait, Preserve, AsTask.</summary>
    public static IOperation Outermost(IOperation value)
    {
        var current = value;
        while (true)
        {
            switch (current.Parent)
            {
                case IConversionOperation conversion:
                    current = conversion;
                    break;
                case IConditionalAccessOperation access when access.WhenNotNull == current:
                    current = access;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "Preserve" or "AsTask" } invocation when invocation.Instance == current:
                    current = invocation;
                    break;
                default:
                    return current;
            }
        }
    }

    /// <summary>Whether the value is a statement of its own.</summary>
    public static bool IsDropped(IOperation value) => Outermost(value).Parent is IExpressionStatementOperation;

    /// <summary>Whether the value is kept in a local variable that nothing reads.</summary>
    public static bool IsForgotten(IOperation value)
    {
        if (Outermost(value).Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
        {
            return false;
        }

        return !LocalDataFlow.UsesOf(local, value).Any();
    }

    /// <summary>Whether the value is thrown away by <c>_ =</c>.</summary>
    public static bool IsDiscarded(IOperation value) => Outermost(value).Parent is ISimpleAssignmentOperation { Target: IDiscardOperation };

    /// <summary>The <c>await</c> of the value, or null.</summary>
    public static IAwaitOperation? AwaitOf(IOperation value) => Outermost(value).Parent as IAwaitOperation;
}
