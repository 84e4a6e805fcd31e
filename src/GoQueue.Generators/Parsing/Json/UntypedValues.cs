using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>
/// Finds members whose values have a type that only run time decides: <c>object</c>, alone or inside of a collection.
/// </summary>
internal static class UntypedValues
{
    private const int DeepestType = 8;

    /// <param name="member">The member.</param>
    /// <param name="type">Its type, with the type arguments of the type that is read.</param>
    /// <param name="isInherited">Whether a base type declares it.</param>
    public static bool IsIn(ISymbol member, ITypeSymbol type, bool isInherited)
    {
        if (!Holds(type, 0))
        {
            return false;
        }

        // Of Page<object> the member that names it is reported, and not the T inside of Page<T>.
        var declared = member.OriginalDefinition switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            _ => type,
        };
        return isInherited || Holds(declared, 0);
    }

    private static bool Holds(ITypeSymbol type, int depth)
    {
        if (depth > DeepestType)
        {
            return false;
        }

        return type switch
        {
            { SpecialType: SpecialType.System_Object } => true,
            IArrayTypeSymbol array => Holds(array.ElementType, depth + 1),
            INamedTypeSymbol named when JsonConverterParser.HasConverter(named) || JsonScalars.Of(named) is not null => false,
            INamedTypeSymbol named => named.TypeArguments.Any(argument => Holds(argument, depth + 1))
                || JsonCollectionParser.IsUntyped(named)
                || (JsonCollectionParser.ElementOf(named) is { } element && Holds(element, depth + 1)),
            _ => false,
        };
    }
}
