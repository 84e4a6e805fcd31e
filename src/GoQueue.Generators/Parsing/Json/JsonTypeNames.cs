using System.Globalization;
using System.Text;
using GoQueue.Generators.CSharp;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>
/// The names of generated classes. They follow from the type alone: a type that another event brings in never changes the name of this one.
/// </summary>
internal static class JsonTypeNames
{
    private const int LongestName = 100;

    /// <summary>
    /// <c>Shop_Events_OrderLine</c>, <c>List__Shop_Events_OrderLine</c>. One underscore stands between the parts of a name and two before
    /// each type argument; where a name has underscores of its own, a hash keeps it apart from others.
    /// </summary>
    public static string IdOf(ITypeSymbol type)
    {
        var id = new StringBuilder();
        var ambiguous = false;
        Append(id, type, ref ambiguous);
        if (!ambiguous && id.Length <= LongestName)
        {
            return id.ToString();
        }

        var hash = StableHash.Text(MetadataNameOf(type));
        if (id.Length > LongestName)
        {
            id.Length = LongestName;
        }

        return $"{id}_{hash}";
    }

    /// <summary>A text that no other type of the compilation has: for named types their metadata name.</summary>
    public static string MetadataNameOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsGenericType: false } named => TypeDeclarationParser.MetadataNameOf(named),
        _ => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", ""),
    };

    private static void Append(StringBuilder id, ITypeSymbol type, ref bool ambiguous)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                id.Append(array.Rank == 1 ? "Array__" : $"Array{array.Rank}__");
                Append(id, array.ElementType, ref ambiguous);
                break;

            case INamedTypeSymbol named:
                if (IsShort(named))
                {
                    id.Append(named.Name);
                }
                else
                {
                    AppendPath(id, named, ref ambiguous);
                }

                AppendArguments(id, named, ref ambiguous);
                break;

            default:
                id.Append(type.Name);
                ambiguous = true;
                break;
        }
    }

    private static void AppendPath(StringBuilder id, INamedTypeSymbol type, ref bool ambiguous)
    {
        var parts = new List<string> { type.Name };
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            // Two generic containers with other arguments would give one name.
            ambiguous |= container.IsGenericType;
            parts.Add(container.Name);
        }

        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            parts.Add(space.Name);
        }

        if (parts.Count == 1)
        {
            parts.Add("global");
        }
        else
        {
            ambiguous |= parts[parts.Count - 1] == "global";
        }

        parts.Reverse();
        foreach (var part in parts)
        {
            ambiguous |= part.Contains('_');
        }

        id.Append(string.Join("_", parts));
        if (type.Arity > 0)
        {
            id.Append(type.Arity.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void AppendArguments(StringBuilder id, INamedTypeSymbol type, ref bool ambiguous)
    {
        foreach (var argument in type.TypeArguments)
        {
            id.Append("__");
            Append(id, argument, ref ambiguous);
        }
    }

    // The framework's own names are known to everyone, and no two of these namespaces have one in common.
    private static bool IsShort(INamedTypeSymbol type) =>
        type.ContainingType is null
        && type.ContainingAssembly?.Name is { } assembly
        && assembly.StartsWith("System.", StringComparison.Ordinal)
        && type.ContainingNamespace.ToDisplayString() is "System" or "System.Collections.Generic" or "System.Collections.Immutable" or "System.Collections.ObjectModel"
            or "System.Text.Json" or "System.Text.Json.Nodes";
}
