using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>Calls of the library's generic methods whose type argument must be an event.</summary>
internal static class EventMethods
{
    /// <summary>
    /// The names of these methods: a call of another method is not looked at. A test compares the list with the
    /// assemblies.
    /// </summary>
    public static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "Deserialize", "EnqueueAsync", "FailNext", "For", "ForEvent", "None", "On", "PublishAsync", "PublishBatchAsync", "PublishStreamAsync",
        "Published", "Read", "Serialize", "Single", "TryGetEvent", "TryValidate", "Validate", "WaitForAsync",
    };

    /// <summary>The name in front of the parentheses; null where there is none.</summary>
    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>
    /// The type that a call takes for an event, and where it is written; null if the method is not the library's, or
    /// the type is not known.
    /// </summary>
    /// <param name="method">A candidate of the call.</param>
    /// <param name="invocation">The call.</param>
    /// <param name="name">The method's name as it is written.</param>
    /// <param name="model">The model of the call's file.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static (ITypeSymbol Type, Location Place)? MessageTypeOf(
        IMethodSymbol method,
        InvocationExpressionSyntax invocation,
        SimpleNameSyntax name,
        SemanticModel model,
        KnownSymbols known,
        CancellationToken cancellationToken)
    {
        var declared = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!IsOfLibrary(declared) || EventParameterOf(declared, known) is not { } parameter)
        {
            return null;
        }

        if (name is GenericNameSyntax { TypeArgumentList.Arguments: var written } && written.Count > parameter.Ordinal)
        {
            var type = model.GetTypeInfo(written[parameter.Ordinal], cancellationToken).Type;
            return type is null ? null : (type, written[parameter.Ordinal].GetLocation());
        }

        var message = MessageOf(method, declared, parameter, invocation);
        var inferred = method.TypeArguments.Length > parameter.Ordinal ? method.TypeArguments[parameter.Ordinal] : null;
        if (inferred is null || IsParameterOf(inferred, declared))
        {
            // Not inferred, because of another argument or another overload.
            inferred = message is { IsWhole: true } ? model.GetTypeInfo(message.Value.Syntax, cancellationToken).Type : null;
        }

        return inferred is null ? null : (inferred, message?.Syntax.GetLocation() ?? name.GetLocation());
    }

    /// <summary>
    /// The static type that a call takes by its run-time type, or the static type of the elements, and where it is written; null if the
    /// method does not take events by their run-time types.
    /// </summary>
    public static (ITypeSymbol Type, Location Place)? RunTimeTypeOf(
        IMethodSymbol target, InvocationExpressionSyntax invocation, SemanticModel model, KnownSymbols known, CancellationToken cancellationToken)
    {
        var declared = target.ReducedFrom ?? target;
        if (known.AnyEvent is null || !IsOfLibrary(declared))
        {
            return null;
        }

        for (var i = 0; i < declared.Parameters.Length; i++)
        {
            var parameter = declared.Parameters[i];
            var isWhole = SymbolEqualityComparer.Default.Equals(parameter.Type, known.AnyEvent);
            if (!isWhole && !(parameter.Type is INamedTypeSymbol { TypeArguments: [var element] } && SymbolEqualityComparer.Default.Equals(element, known.AnyEvent)))
            {
                continue;
            }

            var given = target.ReducedFrom is not null && i == 0
                ? (invocation.Expression as MemberAccessExpressionSyntax)?.Expression
                : ArgumentOf(invocation.ArgumentList.Arguments, parameter.Name, target.ReducedFrom is null ? i : i - 1);
            if (given is null || model.GetTypeInfo(given, cancellationToken).Type is not { } type)
            {
                return null;
            }

            return isWhole ? (type, given.GetLocation()) : ElementOf(type) is { } each ? (each, given.GetLocation()) : null;
        }

        return null;
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol collection)
    {
        if (collection is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        foreach (var candidate in collection.AllInterfaces.Insert(0, (collection as INamedTypeSymbol)!))
        {
            if (candidate is { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T, TypeArguments: [var element] })
            {
                return element;
            }
        }

        return null;
    }

    private static bool IsParameterOf(ITypeSymbol type, IMethodSymbol declared) =>
        type is ITypeParameterSymbol { DeclaringMethod: { } owner } && SymbolEqualityComparer.Default.Equals((owner.ReducedFrom ?? owner).OriginalDefinition, declared);

    private static bool IsOfLibrary(IMethodSymbol method) =>
        method.ContainingAssembly is { Name: KnownSymbols.LibraryName or "GoQueue.Core" or "GoQueue.Testing" };

    // T in "where T : IGoQueueEvent<T>".
    private static ITypeParameterSymbol? EventParameterOf(IMethodSymbol method, KnownSymbols known)
    {
        foreach (var parameter in method.TypeParameters)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (SymbolEqualityComparer.Default.Equals(constraint.OriginalDefinition, known.Event))
                {
                    return parameter;
                }
            }
        }

        return null;
    }

    // The message, or what holds messages: the argument whose parameter's type has T in it.
    private static (ExpressionSyntax Syntax, bool IsWhole)? MessageOf(IMethodSymbol method, IMethodSymbol declared, ITypeParameterSymbol parameter, InvocationExpressionSyntax invocation)
    {
        for (var i = 0; i < declared.Parameters.Length; i++)
        {
            var type = declared.Parameters[i].Type;
            var isWhole = SymbolEqualityComparer.Default.Equals(type, parameter);
            if (!isWhole && !(type is INamedTypeSymbol { TypeArguments: [var element] } && SymbolEqualityComparer.Default.Equals(element, parameter)))
            {
                continue;
            }

            if (method.ReducedFrom is not null && i == 0)
            {
                return invocation.Expression is MemberAccessExpressionSyntax { Expression: var receiver } ? (receiver, isWhole) : null;
            }

            return ArgumentOf(invocation.ArgumentList.Arguments, declared.Parameters[i].Name, method.ReducedFrom is null ? i : i - 1) is { } argument ? (argument, isWhole) : null;
        }

        return null;
    }

    private static ExpressionSyntax? ArgumentOf(SeparatedSyntaxList<ArgumentSyntax> arguments, string name, int index)
    {
        foreach (var argument in arguments)
        {
            if (argument.NameColon?.Name.Identifier.ValueText == name)
            {
                return argument.Expression;
            }
        }

        return index < arguments.Count && arguments[index].NameColon is null ? arguments[index].Expression : null;
    }
}
