using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads <c>[JsonDerivedType]</c> and <c>[JsonPolymorphic]</c>. The runtime reads both by itself; it throws for what is refused here when the first message is written.</summary>
internal static class JsonDerivedTypes
{
    private const string DefaultDiscriminator = "$type";

    /// <summary>Visits the derived types that a type names, and reports what contradicts another declaration.</summary>
    public static void Visit(INamedTypeSymbol type, JsonGraphParser graph)
    {
        var polymorphic = JsonAttributes.Find(type, "JsonPolymorphicAttribute");
        var attributes = type.GetAttributes().Where(static attribute => attribute.AttributeClass is { } found && JsonAttributes.Is(found, "JsonDerivedTypeAttribute") && !ForeignParts.IsOfGenerator(attribute)).ToList();
        if (polymorphic is null && attributes.Count == 0)
        {
            return;
        }

        if (type.IsSealed)
        {
            Report(polymorphic ?? attributes[0], $"cannot exist, because '{type.Name}' is sealed", "remove the attribute");
            return;
        }

        if (attributes.Count == 0)
        {
            Report(polymorphic!, "are not named", "name each with [JsonDerivedType], or remove [JsonPolymorphic]");
            return;
        }

        var types = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var discriminators = new HashSet<object>();
        foreach (var attribute in attributes)
        {
            if (JsonAttributes.Argument(attribute) is not INamedTypeSymbol derived)
            {
                continue;
            }

            var name = derived.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            if (derived.IsUnboundGenericType || !IsOf(derived, type))
            {
                Report(attribute, $"include '{name}', which does not derive from it", "name a type that does");
                continue;
            }

            if (!types.Add(derived))
            {
                Report(attribute, $"include '{name}' twice", "remove one of the attributes");
            }

            var discriminator = attribute.ConstructorArguments is [_, { Value: { } value }] ? value : null;
            if (discriminator is not null && !discriminators.Add(discriminator))
            {
                Report(attribute, $"include '{name}' with a discriminator that another has: '{discriminator}'", "give each a discriminator of its own");
            }

            if (discriminator is null && !SymbolEqualityComparer.Default.Equals(derived, type))
            {
                graph.Report(
                    JsonDiagnostics.NotReadBack, type, JsonLocations.Of(attribute, graph.CancellationToken), type.Name,
                    $"names the derived type '{name}' without a discriminator", "add one to [JsonDerivedType]");
            }

            if (graph.Visit(derived) is { Refusal: { } refusal } draft)
            {
                graph.Report(draft.RefusalRule, type, JsonLocations.Of(attribute, graph.CancellationToken), type.Name, name, refusal);
            }
        }

        var property = JsonAttributes.Argument(polymorphic, "TypeDiscriminatorPropertyName") as string ?? DefaultDiscriminator;
        if (property is "$id" or "$ref" or "$values")
        {
            Report(polymorphic!, $"have their discriminator in '{property}', a name that System.Text.Json keeps for itself", "give TypeDiscriminatorPropertyName another value");
        }

        if (discriminators.Count > 0 && FindMember(types.OfType<INamedTypeSymbol>().Append(type), property, graph) is { } member)
        {
            Report(
                polymorphic ?? attributes[0],
                $"have their discriminator in '{property}', which is the JSON name of '{member.ContainingType.Name}.{member.Name}'",
                "give one of the two another name, with TypeDiscriminatorPropertyName of [JsonPolymorphic] or with [JsonPropertyName]");
        }

        void Report(AttributeData attribute, string fault, string cure) =>
            graph.Report(JsonDiagnostics.InvalidDerivedTypes, type, JsonLocations.Of(attribute, graph.CancellationToken), type.Name, fault, cure);
    }

    private static bool IsOf(INamedTypeSymbol derived, INamedTypeSymbol type)
    {
        for (var current = derived; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, type))
            {
                return true;
            }
        }

        return derived.AllInterfaces.Contains(type, SymbolEqualityComparer.Default);
    }

    private static ISymbol? FindMember(IEnumerable<INamedTypeSymbol> types, string name, JsonGraphParser graph)
    {
        foreach (var type in types)
        {
            for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            {
                foreach (var member in current.GetMembers())
                {
                    if (IsSerialized(member) && JsonMemberParser.NameOf(member, graph) == name)
                    {
                        return member;
                    }
                }
            }
        }

        return null;
    }

    private static bool IsSerialized(ISymbol member) =>
        member is IPropertySymbol { IsStatic: false, IsIndexer: false } or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false }
        && ((member is IPropertySymbol && member.DeclaredAccessibility == Accessibility.Public) || JsonAttributes.Find(member, "JsonIncludeAttribute") is not null)
        && JsonMemberParser.ConditionOf(member) != "Always"
        && JsonAttributes.Find(member, "JsonExtensionDataAttribute") is null;
}
