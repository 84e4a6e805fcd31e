using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Parsing.Validation;
using GoQueue.Generators.Parsing.Values;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>How members are written into routing keys, ordering keys and headers.</summary>
internal static class MemberText
{
    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    // ToString of the interface may be implemented explicitly; the handler calls it without a box.
    private const string Formatted = $"string.Create({Invariant}, $\"{{{{{{0}}}}}}\")";

    /// <summary>
    /// Whether a member can be part of a key: a string, an enum, an integer or a Guid, a type that is written as one of them, or one with a
    /// converter that formats itself; nullable or not.
    /// </summary>
    public static bool IsKey(IPropertySymbol property, KnownSymbols known)
    {
        var inner = MemberValue.Of(property, known).Type;
        return inner.SpecialType is SpecialType.System_String or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64)
            || inner.TypeKind == TypeKind.Enum
            || IsOfSystem(inner, "Guid")
            || IsFormatted(inner);
    }

    /// <summary>Whether a member of this type may be null.</summary>
    public static bool CanBeNull(IPropertySymbol property) =>
        MemberRulesParser.NullnessOf(property.Type).Nullness switch
        {
            Nullness.NullableValue => true,
            Nullness.Reference => property.NullableAnnotation == NullableAnnotation.Annotated,
            _ => false,
        };

    /// <summary>The hole of an interpolated string: what it takes is written there without a string of its own.</summary>
    public static string HoleOf(IPropertySymbol property, KnownSymbols known, EnumTexts enums)
    {
        var (expression, type, nullness, _) = MemberValue.Of(property, known);
        var member = $"value.{expression}";
        if (type.TypeKind != TypeKind.Enum)
        {
            return member;
        }

        var call = enums.CallFor((INamedTypeSymbol)type);
        return nullness == Nullness.NullableValue
            ? $"({member}.HasValue ? {Call(call, member + ".GetValueOrDefault()")} : null)"
            : Call(call, member);
    }

    /// <summary>The text of a key of its own; null where the member is null.</summary>
    public static string KeyOf(IPropertySymbol property, KnownSymbols known, EnumTexts enums)
    {
        var (expression, type, nullness, isInner) = MemberValue.Of(property, known);
        var member = $"value.{expression}";
        if (type.SpecialType == SpecialType.System_String)
        {
            return member;
        }

        var format = type.TypeKind == TypeKind.Enum ? enums.CallFor((INamedTypeSymbol)type)
            : IsOfSystem(type, "Guid") ? "{0}.ToString()"
            : IsFormatted(type) ? Formatted
            : $"{{0}}.ToString({Invariant})";
        if (nullness == Nullness.Reference || (isInner && nullness == Nullness.NullableValue))
        {
            return $"{member} is {{ }} key ? {Call(format, "key")} : null";
        }

        return nullness == Nullness.NullableValue
            ? $"{member}.HasValue ? {Call(format, member + ".GetValueOrDefault()")} : null"
            : Call(format, member);
    }

    /// <summary>
    /// The value of a header, with {0} for the member's, or null where no header can carry it. What the AMQP tables of the client know goes as
    /// it is; the rest goes as text in the invariant culture.
    /// </summary>
    public static string? HeaderOf(ITypeSymbol inner, EnumTexts enums) =>
        inner.SpecialType switch
        {
            SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Single or SpecialType.System_Double => "{0}",
            SpecialType.System_UInt64 or SpecialType.System_Decimal => $"{{0}}.ToString({Invariant})",
            >= SpecialType.System_SByte and <= SpecialType.System_Int64 => "{0}",
            SpecialType.System_Char => "{0}.ToString()",
            SpecialType.System_DateTime => $"{{0}}.ToString(\"O\", {Invariant})",
            _ when inner.TypeKind == TypeKind.Enum => enums.CallFor((INamedTypeSymbol)inner),
            _ when IsOfSystem(inner, "Guid") => "{0}.ToString()",
            _ when IsOfSystem(inner, "DateTimeOffset") || IsOfSystem(inner, "DateOnly") || IsOfSystem(inner, "TimeOnly") => $"{{0}}.ToString(\"O\", {Invariant})",
            _ when IsOfSystem(inner, "TimeSpan") => $"{{0}}.ToString(\"c\", {Invariant})",
            _ when IsOfSystem(inner, "Uri") => "{0}.OriginalString",
            _ when inner is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => "{0}",
            _ when IsFormatted(inner) => Formatted,
            _ when IsTexts(inner) => "global::System.Linq.Enumerable.ToArray({0})",
            _ => null,
        };

    /// <summary>Whether a member is a list of strings, the only thing that the headers CC and BCC may be.</summary>
    public static bool IsTexts(ITypeSymbol type) =>
        type.IsReferenceType && type.SpecialType != SpecialType.System_String && CollectionTypes.ElementOf(type) is { SpecialType: SpecialType.System_String };

    // A value object of another project: its converter writes it in JSON, and its own text says the same. The text of a record struct
    // ("OrderId { Value = … }") says something else, and a record struct without an author's ISpanFormattable is none of these.
    private static bool IsFormatted(ITypeSymbol type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class } named
        && JsonConverterParser.HasConverter(named)
        && JsonSymbols.Implements(named, "ISpanFormattable", "System", 0) is not null;

    private static string Call(string format, string value) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, value);

    private static bool IsOfSystem(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
