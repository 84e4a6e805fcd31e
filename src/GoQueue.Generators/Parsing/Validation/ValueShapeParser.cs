using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Finds what is inside of values: members, elements, values by key.</summary>
internal static class ValueShapeParser
{
    // A type like Tree<T> : List<List<Tree<T>>> has elements within elements without an end.
    private const int DeepestCollection = 8;

    /// <param name="type">The type of the value, without the <c>?</c> of a nullable value.</param>
    /// <param name="hidesKeys">Whether keys of dictionaries must not be shown.</param>
    /// <param name="reached">Takes the types whose members are to be checked.</param>
    /// <param name="depth">How many collections the value is inside of.</param>
    public static ShapeModel? Parse(ITypeSymbol type, bool hidesKeys, ICollection<INamedTypeSymbol> reached, int depth = 0)
    {
        if (type.SpecialType is not (SpecialType.None or SpecialType.System_Collections_Generic_IEnumerable_T
            or SpecialType.System_Collections_Generic_IList_T or SpecialType.System_Collections_Generic_ICollection_T
            or SpecialType.System_Collections_Generic_IReadOnlyList_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T)
            || type.TypeKind is TypeKind.Enum or TypeKind.TypeParameter or TypeKind.Error or TypeKind.Dynamic or TypeKind.Delegate or TypeKind.Pointer
            || depth > DeepestCollection)
        {
            return null;
        }

        if (CollectionTypes.DictionaryOf(type) is var (key, value))
        {
            var element = ElementOf(value, hidesKeys, reached, depth);
            return element is null ? null : new DictionaryShapeModel(
                key.FullName(), type.TypeKind == TypeKind.Interface, hidesKeys, element);
        }

        if (CollectionTypes.ElementOf(type) is { } item)
        {
            var element = ElementOf(item, hidesKeys, reached, depth);
            return element is null ? null : new SequenceShapeModel(CollectionTypes.AccessOf(type), element);
        }

        if (type is not INamedTypeSymbol named || type is IArrayTypeSymbol || type.IsTupleType || type.IsRefLikeType || IsOfTheFramework(named))
        {
            return null;
        }

        reached.Add(named);
        return new ObjectShapeModel(named.Key());
    }

    private static ElementModel? ElementOf(ITypeSymbol type, bool hidesKeys, ICollection<INamedTypeSymbol> reached, int depth)
    {
        var (inner, nullness) = MemberRulesParser.NullnessOf(type);
        var shape = Parse(inner, hidesKeys, reached, depth + 1);
        var refusesNull = nullness == Nullness.DefaultArray || (nullness == Nullness.Reference && type.NullableAnnotation == NullableAnnotation.NotAnnotated);
        return shape is null && !refusesNull ? null : new ElementModel(type.FullNameWithNullability(), nullness, refusesNull, shape);
    }

    /// <summary>Whether a type is in the namespace System, or in one below it.</summary>
    public static bool IsOfTheFramework(INamedTypeSymbol type)
    {
        var current = type.ContainingNamespace;
        while (current is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            current = current.ContainingNamespace;
        }

        return current is { Name: "System", IsGlobalNamespace: false };
    }
}
