using System.Globalization;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Contracts;

/// <summary>Reads the derived types of a type, with their discriminators.</summary>
internal static class ContractDerivedTypes
{
    private const string DefaultDiscriminator = "$type";

    /// <summary>Notes the discriminators at a place.</summary>
    /// <returns>The types by discriminator.</returns>
    public static List<(string Value, INamedTypeSymbol Type)> Read(ContractNode node, INamedTypeSymbol type)
    {
        var derived = new List<(string Value, INamedTypeSymbol Type)>();
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { } found && JsonAttributes.Is(found, "JsonDerivedTypeAttribute") && JsonAttributes.Argument(attribute) is INamedTypeSymbol next)
            {
                derived.Add((ValueOf(attribute, next), next));
            }
        }

        if (derived.Count > 0)
        {
            derived.Sort(static (left, right) => string.CompareOrdinal(left.Value, right.Value));
            node.Discriminator = JsonAttributes.Argument(JsonAttributes.Find(type, "JsonPolymorphicAttribute"), "TypeDiscriminatorPropertyName") as string ?? DefaultDiscriminator;
            node.Values = [.. derived.Select(static pair => pair.Value).Distinct()];
        }

        return derived;
    }

    // A text that looks like a number is quoted; a type without a discriminator has the name of its class, which only marks its place.
    private static string ValueOf(AttributeData attribute, INamedTypeSymbol type) => attribute.ConstructorArguments is [_, { Value: { } value }]
        ? value is string text
            ? text.Length > 0 && (char.IsDigit(text[0]) || text[0] == '-') ? ContractText.Quoted(text) : ContractText.Word(text)
            : Convert.ToString(value, CultureInfo.InvariantCulture)!
        : "~" + ContractText.Word(type.Name);
}
