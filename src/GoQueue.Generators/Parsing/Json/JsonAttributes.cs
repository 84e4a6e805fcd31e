using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Finds attributes of System.Text.Json.Serialization.</summary>
internal static class JsonAttributes
{
    /// <param name="symbol">What may carry the attribute.</param>
    /// <param name="name">The attribute's name with its suffix.</param>
    public static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            // One that another generator writes is seen by analyzers alone, and they must not disagree with this generator.
            if (attribute.AttributeClass is { } type && Is(type, name) && !ForeignParts.IsOfGenerator(attribute))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Whether a type is the one of this name in System.Text.Json.Serialization.</summary>
    public static bool Is(INamedTypeSymbol type, string name) =>
        type.Name == name && IsSerialization(type.ContainingNamespace);

    private static bool IsSerialization(INamespaceSymbol? space) => space is
    {
        Name: "Serialization",
        ContainingNamespace: { Name: "Json", ContainingNamespace: { Name: "Text", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
    };

    /// <summary>The first constructor argument, or null.</summary>
    public static object? Argument(AttributeData? attribute) =>
        attribute?.ConstructorArguments is [{ Kind: not TypedConstantKind.Array } argument, ..] ? argument.Value : null;

    /// <summary>A named argument, or null.</summary>
    public static object? Argument(AttributeData? attribute, string name)
    {
        if (attribute is not null)
        {
            foreach (var argument in attribute.NamedArguments)
            {
                if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array)
                {
                    return argument.Value.Value;
                }
            }
        }

        return null;
    }

    /// <summary>The first constructor argument of an attribute as an expression of its enum type, or null where it is not there.</summary>
    public static string? EnumExpression(ISymbol symbol, string attribute, string enumName) =>
        Argument(Find(symbol, attribute)) is int value ? $"(global::System.Text.Json.Serialization.{enumName}){value}" : null;
}
