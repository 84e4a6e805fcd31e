using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>What holds a value that is being made: the creation it is an argument or an initializer of, or a collection around it.</summary>
internal static class PublishedValues
{
    /// <summary>What holds the value unchanged, one step outwards; null where it goes anywhere else.</summary>
    public static IOperation? Of(IOperation value) => value.Parent switch
    {
        IConversionOperation { OperatorMethod: null } conversion => conversion,
        IArgumentOperation { Parent: IObjectCreationOperation creation } => creation,
        ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation initializer } assignment when assignment.Value == value => initializer.Parent,
        IObjectOrCollectionInitializerOperation initializer => initializer.Parent,
        IArgumentOperation { Parent: IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation initializer } } => initializer.Parent,
        IWithOperation with when with.Operand == value => with,
        ICollectionExpressionOperation collection => collection,
        IArrayInitializerOperation array => array.Parent,
        _ => null,
    };

    /// <summary>Whether the value, or a collection of it, is an argument of a publish call or is added to a batch.</summary>
    public static bool IsPublished(IOperation value, KnownSymbols known)
    {
        var current = value;
        while (true)
        {
            if (current.Parent is IArgumentOperation { Parent: IInvocationOperation invocation })
            {
                if (PublishCall.Of(invocation, known) is not null
                    || (invocation.TargetMethod.Name == "Add" && SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, known.PublishBatch)))
                {
                    return true;
                }
            }

            if (Of(current) is not { } holder)
            {
                return false;
            }

            current = holder;
        }
    }
}
