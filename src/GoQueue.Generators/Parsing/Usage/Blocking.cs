using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>The ways in which a thread waits for a task.</summary>
internal static class Blocking
{
    /// <summary>The tasks that an operation blocks on; none if it does not block.</summary>
    public static IEnumerable<IOperation> TasksOf(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } => [task],
        IInvocationOperation { TargetMethod.Name: "Wait", Instance: { } task } => [task],
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: { } awaiter } => [awaiter],
        IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny", ContainingType.Name: "Task" }, Arguments: var arguments } => ElementsOf(arguments),
        _ => [],
    };

    /// <summary>The word that blocks: Result, GetResult, Wait, WaitAll.</summary>
    public static Location PlaceOf(IOperation operation)
    {
        var expression = operation.Syntax is InvocationExpressionSyntax invocation ? invocation.Expression : operation.Syntax;
        return expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.GetLocation(),
            MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
            _ => expression.GetLocation(),
        };
    }

    /// <summary>The value inside of what only wraps it: conversions, ConfigureAwait, Preserve, AsTask, GetAwaiter.</summary>
    public static IOperation Innermost(IOperation value)
    {
        var current = value;
        while (true)
        {
            switch (current)
            {
                case IConversionOperation conversion:
                    current = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "Preserve" or "AsTask" or "GetAwaiter", Instance: { } wrapped }:
                    current = wrapped;
                    break;
                case IConditionalAccessOperation access:
                    current = access.WhenNotNull;
                    break;
                default:
                    return current;
            }
        }
    }

    private static IEnumerable<IOperation> ElementsOf(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            var value = Innermost(argument.Value);
            ImmutableArray<IOperation> elements = value switch
            {
                IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
                ICollectionExpressionOperation collection => collection.Elements,
                _ => [value],
            };
            foreach (var element in elements)
            {
                yield return element;
            }
        }
    }
}
