using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>A call of a publish method: a generated one, or the publisher's own.</summary>
internal readonly struct PublishCall
{
    private const string GeneratedClass = "GoQueuePublisherExtensions";

    private PublishCall(IInvocationOperation invocation, PublishKind kind) => (Invocation, Kind) = (invocation, kind);

    public IInvocationOperation Invocation { get; }

    public PublishKind Kind { get; }

    /// <summary>The method's name where it is called: the smallest word that says what happens.</summary>
    public Location Location => Invocation.Syntax is InvocationExpressionSyntax { Expression: var called }
        ? called switch
        {
            MemberAccessExpressionSyntax access => access.Name.GetLocation(),
            MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
            _ => called.GetLocation(),
        }
        : Invocation.Syntax.GetLocation();

    /// <summary>The message or messages: the first argument that is not the publisher.</summary>
    public IOperation? Message
    {
        get
        {
            var isStatic = Invocation.TargetMethod is { IsStatic: true, ReducedFrom: null };
            foreach (var argument in Invocation.Arguments)
            {
                if (argument.Parameter?.Ordinal == (isStatic ? 1 : 0))
                {
                    return argument.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The publish call that an operation is, or null.</summary>
    public static PublishCall? Of(IOperation? operation, KnownSymbols known)
    {
        if (operation is not IInvocationOperation { TargetMethod: { } method } invocation
            || !method.Name.StartsWith("Publish", StringComparison.Ordinal)
            || !method.Name.EndsWith("Async", StringComparison.Ordinal)
            || !(IsGenerated(method, known) || IsOfPublisher(method, known)))
        {
            return null;
        }

        return method.ReturnType is INamedTypeSymbol { TypeArguments: [{ Name: var result }] }
            ? result switch
            {
                "PublishReceipt" => new PublishCall(invocation, PublishKind.Single),
                "BatchPublishResult" => new PublishCall(invocation, PublishKind.Batch),
                "BatchItemResult" => new PublishCall(invocation, PublishKind.Stream),
                _ => null,
            }
            : null;
    }

    /// <summary>The argument of a type, or null where the method has none.</summary>
    public IArgumentOperation? ArgumentOf(INamedTypeSymbol? type)
    {
        foreach (var argument in Invocation.Arguments)
        {
            if (type is not null && SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, type))
            {
                return argument;
            }
        }

        return null;
    }

    private static bool IsGenerated(IMethodSymbol method, KnownSymbols known) =>
        method.ContainingType is { Name: GeneratedClass, IsStatic: true }
        && (method.ReducedFrom ?? method).Parameters is [{ Type: var publisher }, ..]
        && SymbolEqualityComparer.Default.Equals(publisher, known.Publisher);

    private static bool IsOfPublisher(IMethodSymbol method, KnownSymbols known)
    {
        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, known.Publisher))
        {
            return true;
        }

        foreach (var implemented in method.ContainingType.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(implemented, known.Publisher))
            {
                return true;
            }
        }

        return false;
    }
}
