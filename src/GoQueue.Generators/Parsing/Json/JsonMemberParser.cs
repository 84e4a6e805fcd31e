using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads one member of an object.</summary>
internal static class JsonMemberParser
{
    // JsonIgnoreCondition's members in the order of their values.
    private static readonly string[] s_conditions = ["Never", "Always", "WhenWritingDefault", "WhenWritingNull", "WhenWriting", "WhenReading"];

    // The value of JsonNumberHandling that may stand anywhere.
    private const int Strict = 0;

    /// <summary>Null where System.Text.Json would not see the member.</summary>
    public static JsonMemberDraft? Parse(INamedTypeSymbol owner, ISymbol symbol, ITypeSymbol type, JsonGraphParser graph, JsonAccessorList accessors)
    {
        var isIncluded = JsonAttributes.Find(symbol, "JsonIncludeAttribute") is not null;
        var condition = ConditionOf(symbol);
        var getter = GetterOf(symbol, isIncluded);
        var setter = SetterOf(symbol, isIncluded);
        if (getter == JsonMemberAccess.None && setter == JsonMemberAccess.None)
        {
            return null;
        }

        // Generated code would name it, even if it is ignored.
        if (IsUnknown(type))
        {
            graph.Break();
            return null;
        }

        if (symbol is IFieldSymbol && !isIncluded && condition is null)
        {
            graph.Report(JsonDiagnostics.PublicField, symbol, null, symbol.Name);
            return null;
        }

        // A ref struct or pointer cannot even be named as a type argument; ignored, it is as if it were not there.
        if (condition == "Always" && type is { IsRefLikeType: true } or { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer })
        {
            return null;
        }

        var given = GivenNameOf(symbol);
        if (given is not null && !JsonNaming.IsText(given))
        {
            graph.Report(JsonDiagnostics.InvalidName, symbol, JsonLocations.Of(JsonAttributes.Find(symbol, "JsonPropertyNameAttribute"), graph.CancellationToken), symbol.Name);
        }

        var isIgnored = condition == "Always";
        var isRequired = IsRequired(symbol);
        if (isIgnored && isRequired)
        {
            graph.Report(JsonDiagnostics.IgnoredRequired, symbol, null, symbol.Name);
        }

        if (condition == "WhenWritingNull" && !JsonNullability.CanBeNull(type))
        {
            graph.Report(JsonDiagnostics.InvalidIgnoreCondition, symbol, null, symbol.Name, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }

        if (!isIgnored && RaisedIds.IsObsoleteError(symbol, graph.Known))
        {
            graph.Report(JsonDiagnostics.ObsoleteMember, symbol, null, $"{symbol.ContainingType.Name}.{symbol.Name}");
        }

        var converter = isIgnored ? null : JsonConverterParser.OfMember(symbol, type, graph);
        var draft = isIgnored || converter is not null ? null : Visit(owner, symbol, type, graph);
        if ((isIgnored || converter is not null) && ForeignParts.In(type) is { } foreign)
        {
            // Generated code names the type, whatever writes it.
            Visit(owner, symbol, foreign, graph);
        }

        if (converter is not null)
        {
            graph.Convert(type);
        }

        if (!isIgnored && JsonAttributes.Find(symbol, "JsonNumberHandlingAttribute") is { } numberHandling
            && JsonAttributes.Argument(numberHandling) is not Strict
            && !JsonNumbers.MayHandle(type, converter is not null))
        {
            graph.Report(
                JsonDiagnostics.NumberHandling, symbol, JsonLocations.Of(numberHandling, graph.CancellationToken), $"{symbol.ContainingType.Name}.{symbol.Name}",
                type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }

        var nullability = JsonNullability.Of(symbol, type);
        return new JsonMemberDraft(symbol, type, draft, new JsonMemberModel
        {
            Name = symbol.Name,
            CodeName = TypeNames.EscapedEverywhere(symbol.Name),
            DeclaringType = graph.NameOf(symbol.ContainingType),
            Type = null!,
            GivenName = given,
            JsonName = NameOf(symbol, graph),
            IsProperty = symbol is IPropertySymbol,
            IsPublic = IsPublic(symbol),
            IsVirtual = symbol.IsVirtual || symbol.IsOverride || symbol.IsAbstract,
            IsIncluded = isIncluded,
            IgnoreCondition = condition,
            Getter = isIgnored ? JsonMemberAccess.None : getter,
            GetterAccessor = !isIgnored && getter == JsonMemberAccess.Accessor ? accessors.Getter(symbol) : null,
            Setter = isIgnored ? JsonMemberAccess.None : setter,
            SetterAccessor = null,
            IsRequired = isRequired && !isIgnored,
            Order = JsonAttributes.Argument(JsonAttributes.Find(symbol, "JsonPropertyOrderAttribute")) as int? ?? 0,
            GetterNeverNull = nullability.GetterNeverNull,
            SetterNeverNull = nullability.SetterNeverNull,
            Converter = converter,
            NumberHandling = JsonAttributes.EnumExpression(symbol, "JsonNumberHandlingAttribute", "JsonNumberHandling"),
            CreationHandling = JsonAttributes.EnumExpression(symbol, "JsonObjectCreationHandlingAttribute", "JsonObjectCreationHandling"),
            IsExtensionData = JsonAttributes.Find(symbol, "JsonExtensionDataAttribute") is not null,
            Omission = OmissionOf(condition, type, graph.Settings.DefaultIgnoreCondition),
            RefusesNull = graph.Settings.RespectNullableAnnotations && nullability.GetterNeverNull && OmissionOf(condition, type, graph.Settings.DefaultIgnoreCondition) == JsonOmission.Never,
            IsSensitive = LibraryAttributes.Of(symbol, owner, graph.Known).Mask is not null,
        });
    }

    /// <summary>The member's name in JSON.</summary>
    public static string NameOf(ISymbol symbol, JsonGraphParser graph) => GivenNameOf(symbol) ?? JsonNaming.Convert(symbol.Name, graph.Settings.NamingPolicy);

    private static string? GivenNameOf(ISymbol symbol) => JsonAttributes.Argument(JsonAttributes.Find(symbol, "JsonPropertyNameAttribute")) as string;

    private static JsonTypeDraft Visit(INamedTypeSymbol owner, ISymbol symbol, ITypeSymbol type, JsonGraphParser graph)
    {
        var draft = graph.Visit(type);
        if (draft.Refusal is not null)
        {
            var member = SymbolEqualityComparer.Default.Equals(owner, symbol.ContainingType) ? $"{owner.Name}.{symbol.Name}" : $"{symbol.ContainingType.Name}.{symbol.Name}";
            graph.Report(draft.RefusalRule, symbol, JsonLocations.TypeOf(symbol, graph.CancellationToken), member, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), draft.Refusal);
        }

        if (draft.Refusal is null && UntypedValues.IsIn(symbol, type, isInherited: !SymbolEqualityComparer.Default.Equals(owner, symbol.ContainingType)))
        {
            graph.Report(JsonDiagnostics.UntypedMember, symbol, JsonLocations.TypeOf(symbol, graph.CancellationToken), $"{symbol.ContainingType.Name}.{symbol.Name}");
        }

        if (draft.Refusal is null)
        {
            JsonReadBack.Check(symbol, type, graph);
        }

        return draft;
    }

    /// <summary>Whether a type, or a type in it, does not exist in this compilation: the compiler reports it, or another generator writes it.</summary>
    public static bool IsUnknown(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsUnknown(array.ElementType),
        INamedTypeSymbol named => named.TypeKind == TypeKind.Error || named.TypeArguments.Any(IsUnknown),
        _ => type.TypeKind == TypeKind.Error,
    };

    private static JsonMemberAccess GetterOf(ISymbol symbol, bool isIncluded) => symbol switch
    {
        IPropertySymbol { GetMethod: { } getter } => AccessOf(getter, isIncluded),
        IFieldSymbol field => AccessOf(field, isIncluded),
        _ => JsonMemberAccess.None,
    };

    private static JsonMemberAccess SetterOf(ISymbol symbol, bool isIncluded) => symbol switch
    {
        // C# lets nobody call an init-only setter outside of an initializer, the runtime does.
        IPropertySymbol { SetMethod: { IsInitOnly: true } setter } => AccessOf(setter, isIncluded) == JsonMemberAccess.None ? JsonMemberAccess.None : JsonMemberAccess.Accessor,
        IPropertySymbol { SetMethod: { } setter } => AccessOf(setter, isIncluded),
        IFieldSymbol { IsReadOnly: false } field => AccessOf(field, isIncluded),
        _ => JsonMemberAccess.None,
    };

    private static JsonMemberAccess AccessOf(ISymbol symbol, bool isIncluded) => symbol.DeclaredAccessibility == Accessibility.Public
        ? JsonMemberAccess.Direct
        : isIncluded ? JsonMemberAccess.Accessor : JsonMemberAccess.None;

    private static bool IsPublic(ISymbol symbol) => symbol is IPropertySymbol property
        ? property.GetMethod?.DeclaredAccessibility == Accessibility.Public || property.SetMethod?.DeclaredAccessibility == Accessibility.Public
        : symbol.DeclaredAccessibility == Accessibility.Public;

    /// <summary>The member's <c>[JsonIgnore]</c> condition; null without one.</summary>
    public static string? ConditionOf(ISymbol symbol)
    {
        var attribute = JsonAttributes.Find(symbol, "JsonIgnoreAttribute");
        if (attribute is null)
        {
            return null;
        }

        return JsonAttributes.Argument(attribute, "Condition") is int condition && condition >= 0 && condition < s_conditions.Length
            ? s_conditions[condition]
            : "Always";
    }

    private static JsonOmission OmissionOf(string? condition, ITypeSymbol type, string defaultCondition) => (condition ?? defaultCondition) switch
    {
        "WhenWritingDefault" => JsonNullability.CanBeNull(type) ? JsonOmission.Null : JsonOmission.Default,
        "WhenWritingNull" => JsonNullability.CanBeNull(type) ? JsonOmission.Null : JsonOmission.Never,
        _ => JsonOmission.Never,
    };

    private static bool IsRequired(ISymbol symbol) =>
        JsonAttributes.Find(symbol, "JsonRequiredAttribute") is not null || symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
}
