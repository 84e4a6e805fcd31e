using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Which members <c>[JsonNumberHandling]</c> may stand on: System.Text.Json throws for all others.</summary>
internal static class JsonNumbers
{
    /// <param name="type">The member's type.</param>
    /// <param name="isConverted">Whether the member names a converter, which decides how the elements of a collection are written.</param>
    public static bool MayHandle(ITypeSymbol type, bool isConverted)
    {
        if (IsNumber(type))
        {
            return true;
        }

        if (isConverted || JsonScalars.Of(type) is not null || JsonConverterParser.HasConverter(type))
        {
            return false;
        }

        return JsonCollectionParser.IsUntyped(type) || (JsonCollectionParser.ElementOf(type) is { } element && IsNumber(element));
    }

    // System.Text.Json counts 'object' among them: it may be one.
    private static bool IsNumber(ITypeSymbol type)
    {
        var value = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return value.SpecialType == SpecialType.System_Object
            || (value.TypeKind != TypeKind.Enum && JsonScalars.Of(value) is { } scalar
                && (scalar.Token is JsonScalarToken.Number or JsonScalarToken.FloatingNumber || scalar.Converter is "Int128" or "UInt128" or "Half"));
    }
}
