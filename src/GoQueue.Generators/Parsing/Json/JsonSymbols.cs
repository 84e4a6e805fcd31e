using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Asks what a type is, by names of the framework.</summary>
internal static class JsonSymbols
{
    /// <summary>The interface as the type implements it, which may be the type itself; null where it does not.</summary>
    public static INamedTypeSymbol? Implements(INamedTypeSymbol type, string name, string space, int arity)
    {
        if (Is(type, name, space, arity))
        {
            return type;
        }

        foreach (var contract in type.AllInterfaces)
        {
            if (Is(contract, name, space, arity))
            {
                return contract;
            }
        }

        return null;
    }

    /// <summary>The class as the type derives from it, which may be the type itself; null where it does not.</summary>
    public static INamedTypeSymbol? DerivesFrom(INamedTypeSymbol type, string name, string space, int arity)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, name, space, arity))
            {
                return current;
            }
        }

        return null;
    }

    private static bool Is(INamedTypeSymbol type, string name, string space, int arity) =>
        type.Name == name && type.Arity == arity && JsonScalars.IsIn(type, space);
}
