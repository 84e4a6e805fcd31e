using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads [JsonConverter] on types and members.</summary>
internal static class JsonConverterParser
{
    private const string Serialization = "global::System.Text.Json.Serialization.";

    /// <summary>Classifies a type that names its own converter.</summary>
    /// <returns>Whether it does.</returns>
    public static bool TryClassify(JsonTypeDraft draft, JsonGraphParser graph)
    {
        if (draft.Type is not INamedTypeSymbol type || Find(type) is not { } attribute)
        {
            return false;
        }

        if (type.TypeKind == TypeKind.Enum && ConverterOf(attribute) is { } converter)
        {
            if (JsonAttributes.Is(converter, "JsonStringEnumConverter"))
            {
                JsonEnumParser.ClassifyAsString(draft, type, graph);
                return true;
            }

            if (JsonAttributes.Is(converter, "JsonNumberEnumConverter"))
            {
                JsonEnumParser.ClassifyAsNumber(draft, type, graph);
                return true;
            }
        }

        if (Expression(attribute, type, isMember: false, graph, out var fault) is not { } expression)
        {
            draft.Refusal = $"has a converter that {fault}";
            return true;
        }

        draft.Form = JsonTypeForm.Metadata;
        draft.HasConverter = true;
        VisitPrimitives(attribute, graph);
        draft.Complete = () => new JsonConverterModel
        {
            Reference = draft.Reference,
            MetadataName = JsonTypeNames.MetadataNameOf(type),
            GeneratedNamespace = graph.GeneratedNamespace,
            IsPublic = JsonAccess.IsPublic(type),
            RaisedDiagnostics = RaisedDiagnosticsOf(type, attribute, graph.Known),
            Converter = expression,
        };
        return true;
    }

    /// <summary>The expression that makes a member's own converter; null where it has none, or none that can be made.</summary>
    public static string? OfMember(ISymbol member, ITypeSymbol type, JsonGraphParser graph)
    {
        if (Find(member) is not { } attribute)
        {
            return null;
        }

        if (graph.IsStub && ConverterOf(attribute) is { } converter && ForeignParts.In(converter) is { } foreign)
        {
            graph.Report(
                JsonDiagnostics.ForeignMembers, member, JsonLocations.Of(attribute, graph.CancellationToken), $"{member.ContainingType.Name}.{member.Name}", "", ForeignParts.WholeRefusalOf(foreign));
            return null;
        }

        var expression = Expression(attribute, type, isMember: true, graph, out var fault);
        VisitPrimitives(attribute, graph);
        if (expression is null)
        {
            graph.Report(JsonDiagnostics.InvalidConverter, member, JsonLocations.Of(attribute, graph.CancellationToken), $"{member.ContainingType.Name}.{member.Name}", fault);
        }

        return expression;
    }

    /// <summary>Whether a type or member names a converter.</summary>
    public static bool HasConverter(ISymbol symbol) => Find(symbol) is not null;

    private static AttributeData? Find(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                if (JsonAttributes.Is(type, "JsonConverterAttribute") && !ForeignParts.IsOfGenerator(attribute))
                {
                    return attribute;
                }
            }
        }

        return null;
    }

    /// <summary>The converter that a member names; null where it has none.</summary>
    public static INamedTypeSymbol? ConverterTypeOf(ISymbol member) => Find(member) is { } attribute ? ConverterOf(attribute) : null;

    private static EquatableArray<string> RaisedDiagnosticsOf(INamedTypeSymbol type, AttributeData attribute, KnownSymbols known)
    {
        var ids = new RaisedIds(known).Add(type);
        return (ConverterOf(attribute) is { } converter ? ids.AddConstructors(converter) : ids).ToEquatableArray();
    }

    private static INamedTypeSymbol? ConverterOf(AttributeData attribute) =>
        attribute.AttributeClass is { } type && JsonAttributes.Is(type, "JsonConverterAttribute") ? JsonAttributes.Argument(attribute) as INamedTypeSymbol : null;

    /// <summary>Whether the converter that a type names can write and read its values as keys of a dictionary; true if only run time knows.</summary>
    public static bool CanConvertKeys(INamedTypeSymbol type)
    {
        if (ConverterTypeOf(type) is not { } converter || TargetOf(converter, isMember: true) is null)
        {
            return true;
        }

        return Overrides(converter, "WriteAsPropertyName") && Overrides(converter, "ReadAsPropertyName");
    }

    private static bool Overrides(INamedTypeSymbol converter, string method)
    {
        for (var current = converter; current is not null && !JsonAttributes.Is(current, "JsonConverter"); current = current.BaseType)
        {
            if (current.GetMembers(method).Any(static member => member.IsOverride))
            {
                return true;
            }
        }

        return false;
    }

    // A converter of the user's may pass the values inside to JsonSerializer, which asks for their metadata.
    private static void VisitPrimitives(AttributeData attribute, JsonGraphParser graph)
    {
        if (ConverterOf(attribute) is not { } converter || JsonAttributes.Is(converter, "JsonStringEnumConverter") || JsonAttributes.Is(converter, "JsonNumberEnumConverter"))
        {
            return;
        }

        foreach (var primitive in graph.Known.JsonPrimitives)
        {
            graph.Visit(primitive);
        }
    }

    private static string? Expression(AttributeData attribute, ITypeSymbol type, bool isMember, JsonGraphParser graph, out string fault)
    {
        fault = "";
        if (attribute.AttributeClass is { } attributeType && !JsonAttributes.Is(attributeType, "JsonConverterAttribute"))
        {
            fault = "is made by an attribute of your own at run time, which generated code cannot ask";
            return null;
        }

        if (ConverterOf(attribute) is not { } converter)
        {
            fault = "is not named";
            return null;
        }

        if (converter.IsUnboundGenericType)
        {
            fault = "is an open generic type";
            return null;
        }

        if (!IsConverter(converter))
        {
            fault = "does not derive from JsonConverter";
            return null;
        }

        if (TargetOf(converter, isMember) is { } target && !Fits(target, type))
        {
            fault = $"is for '{target.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' and not for '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'";
            return null;
        }

        // The one without a type argument needs reflection; the other writes the same.
        if (converter is { Arity: 0 } && JsonAttributes.Is(converter, "JsonStringEnumConverter"))
        {
            var enumeration = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
            return $"new {Serialization}JsonStringEnumConverter<{enumeration.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>()";
        }

        var assembly = graph.Known.Compilation.Assembly;
        var isCallable = !converter.IsAbstract
            && graph.Known.Compilation.IsSymbolAccessibleWithin(converter, assembly)
            && converter.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && graph.Known.Compilation.IsSymbolAccessibleWithin(constructor, assembly) && RequiredMembers.AreSetBy(constructor));
        fault = "is abstract, or its parameterless constructor is not there, not accessible, or leaves required members unset";
        return isCallable ? $"new {converter.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}()" : null;
    }

    // The only type that a converter takes; null if its own CanConvert decides. A member's converter must be one for exactly the member's type.
    private static ITypeSymbol? TargetOf(INamedTypeSymbol converter, bool isMember)
    {
        for (var current = converter; current is not null; current = current.BaseType)
        {
            if (JsonAttributes.Is(current, "JsonConverter") || JsonAttributes.Is(current, "JsonStringEnumConverter") || JsonAttributes.Is(current, "JsonNumberEnumConverter"))
            {
                return current.Arity == 1 ? current.TypeArguments[0] : null;
            }

            if (!isMember && current.GetMembers("CanConvert").Any(static member => member.IsOverride))
            {
                return null;
            }
        }

        return null;
    }

    private static bool Fits(ITypeSymbol target, ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(target, type)
        || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && SymbolEqualityComparer.Default.Equals(target, nullable.TypeArguments[0]));

    private static bool IsConverter(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (JsonAttributes.Is(current, "JsonConverter"))
            {
                return true;
            }
        }

        return false;
    }
}
