using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>How collections are counted and walked through.</summary>
internal static class CollectionTypes
{
    /// <summary>The C# expression of how many elements a collection {0} has; null where the type is none.</summary>
    public static string? LengthOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol)
        {
            return "{0}.Length";
        }

        if (IsImmutableArray(type))
        {
            return "({0}.IsDefault ? 0 : {0}.Length)";
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (HasCount(current))
            {
                return "{0}.Count";
            }
        }

        foreach (var implemented in type.TypeKind == TypeKind.Interface ? type.AllInterfaces : [])
        {
            if (HasCount(implemented))
            {
                return "{0}.Count";
            }
        }

        return ElementOf(type) is null ? null : "global::System.Linq.Enumerable.Count({0})";
    }

    /// <summary>The element type of a collection, with its nullability; null where the type is none.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.Rank == 1 ? array.ElementType.WithNullableAnnotation(array.ElementNullableAnnotation) : null;
        }

        return ArgumentsOf(type, SpecialType.System_Collections_Generic_IEnumerable_T) is { } enumerable
            ? enumerable.TypeArguments[0].WithNullableAnnotation(enumerable.TypeArgumentNullableAnnotations[0])
            : null;
    }

    /// <summary>Key and value type of a dictionary; null where the type is none.</summary>
    public static (ITypeSymbol Key, ITypeSymbol Value)? DictionaryOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (IsDictionary(named))
        {
            return Arguments(named);
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (IsDictionary(implemented))
            {
                return Arguments(implemented);
            }
        }

        return null;

        static (ITypeSymbol Key, ITypeSymbol Value) Arguments(INamedTypeSymbol dictionary) =>
            (dictionary.TypeArguments[0], dictionary.TypeArguments[1].WithNullableAnnotation(dictionary.TypeArgumentNullableAnnotations[1]));
    }

    public static SequenceAccess AccessOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol)
        {
            return SequenceAccess.Length;
        }

        if (IsImmutableArray(type))
        {
            return SequenceAccess.ImmutableArray;
        }

        if (IsGeneric(type, "List", "IList", "IReadOnlyList"))
        {
            return SequenceAccess.Count;
        }

        return type.TypeKind == TypeKind.Interface ? SequenceAccess.Interface : SequenceAccess.Enumerator;
    }

    public static bool IsImmutableArray(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ImmutableArray", Arity: 1, ContainingNamespace: { Name: "Immutable", ContainingNamespace.Name: "Collections" } };

    private static bool IsDictionary(INamedTypeSymbol type) => type.Arity == 2 && IsGeneric(type, "IDictionary", "IReadOnlyDictionary");

    private static bool IsGeneric(ITypeSymbol type, params string[] names) =>
        type is INamedTypeSymbol { Arity: > 0 } named
        && names.Contains(named.Name)
        && named.ContainingNamespace is { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } };

    private static INamedTypeSymbol? ArgumentsOf(ITypeSymbol type, SpecialType definition)
    {
        if (type is INamedTypeSymbol named && named.OriginalDefinition.SpecialType == definition)
        {
            return named;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.OriginalDefinition.SpecialType == definition)
            {
                return implemented;
            }
        }

        return null;
    }

    private static bool HasCount(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers("Count"))
        {
            if (member is IPropertySymbol
                {
                    DeclaredAccessibility: Accessibility.Public, IsStatic: false, Type.SpecialType: SpecialType.System_Int32, GetMethod: not null,
                })
            {
                return ElementOf(type) is not null || type.AllInterfaces.Any(static i => i.Name is "ICollection");
            }
        }

        return false;
    }
}
