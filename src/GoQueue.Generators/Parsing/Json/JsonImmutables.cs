using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>The types of System.Collections.Immutable, which have a factory instead of a constructor.</summary>
internal static class JsonImmutables
{
    private const string Space = "System.Collections.Immutable";

    /// <summary>The expression that makes a dictionary of entries; null for any other type.</summary>
    public static string? DictionaryFactoryOf(INamedTypeSymbol type) => type is { Arity: 2 } && JsonScalars.IsIn(type, Space)
        ? type.Name switch
        {
            "ImmutableDictionary" or "IImmutableDictionary" => Factory("ImmutableDictionary", "entries", type),
            "ImmutableSortedDictionary" => Factory("ImmutableSortedDictionary", "entries", type),
            _ => null,
        }
        : null;

    /// <summary>The expression that makes a collection of items; null for any other type.</summary>
    public static string? FactoryOf(INamedTypeSymbol type) => type is { Arity: 1 } && JsonScalars.IsIn(type, Space)
        ? type.Name switch
        {
            "ImmutableArray" or "ImmutableList" or "ImmutableStack" or "ImmutableQueue" or "ImmutableSortedSet" or "ImmutableHashSet" => Factory(type.Name, "items", type),
            "IImmutableSet" => Factory("ImmutableHashSet", "items", type),
            "IImmutableList" or "IImmutableStack" or "IImmutableQueue" => Factory(type.Name.Substring(1), "items", type),
            _ => null,
        }
        : null;

    private static string Factory(string name, string parameter, INamedTypeSymbol type) =>
        $"static {parameter} => global::{Space}.{name}.CreateRange<{string.Join(", ", type.TypeArguments.Select(static argument => argument.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}>({parameter})";
}
