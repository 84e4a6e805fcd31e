using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>What the nullable annotations of a member promise.</summary>
internal readonly record struct JsonNullability(bool GetterNeverNull, bool SetterNeverNull)
{
    public static bool CanBeNull(ITypeSymbol type) =>
        !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public static JsonNullability Of(ISymbol member, ITypeSymbol type)
    {
        if (!CanBeNull(type))
        {
            return default;
        }

        // At run time all instances of a generic type share one definition's annotations.
        var definition = member.OriginalDefinition;
        var declared = definition switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            _ => type,
        };
        var isNonNullable = IsNonNullable(declared);
        return new JsonNullability(
            !Has(definition, "MaybeNullAttribute") && (isNonNullable || Has(definition, "NotNullAttribute")),
            !Has(definition, "AllowNullAttribute") && (isNonNullable || Has(definition, "DisallowNullAttribute")));
    }

    /// <summary>Whether a constructor's parameter admits null.</summary>
    public static bool IsNullable(IParameterSymbol parameter)
    {
        if (!CanBeNull(parameter.Type))
        {
            return false;
        }

        var definition = parameter.OriginalDefinition;
        return Has(definition, "AllowNullAttribute") || (!IsNonNullable(definition.Type) && !Has(definition, "DisallowNullAttribute"));
    }

    private static bool IsNonNullable(ITypeSymbol type) => type is ITypeParameterSymbol parameter
        ? parameter.HasNotNullConstraint && type.NullableAnnotation != NullableAnnotation.Annotated
        : type.NullableAnnotation == NullableAnnotation.NotAnnotated;

    private static bool Has(ISymbol symbol, string attribute)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (data.AttributeClass is { } type && type.Name == attribute && JsonScalars.IsIn(type, "System.Diagnostics.CodeAnalysis"))
            {
                return true;
            }
        }

        return false;
    }
}
