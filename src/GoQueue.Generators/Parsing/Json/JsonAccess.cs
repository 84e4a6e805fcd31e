using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>What may be said of a type in generated code.</summary>
internal static class JsonAccess
{
    /// <summary>Whether a public member may have this type.</summary>
    public static bool IsPublic(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return IsPublic(array.ElementType);

            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                {
                    if (!IsPublic(argument))
                    {
                        return false;
                    }
                }

                return named.DeclaredAccessibility == Accessibility.Public && (named.ContainingType is null || IsPublic(named.ContainingType));

            default:
                return true;
        }
    }

    /// <summary>The ids that naming the type raises.</summary>
    public static EquatableArray<string> RaisedDiagnosticsOf(ITypeSymbol type, KnownSymbols known)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        Collect(type, known, ids);
        return ids.ToEquatableArray();
    }

    /// <summary>Adds the ids that naming the type, or using the member, raises.</summary>
    public static void Collect(ISymbol? symbol, KnownSymbols known, SortedSet<string> ids)
    {
        if (symbol is IArrayTypeSymbol array)
        {
            Collect(array.ElementType, known, ids);
            return;
        }

        if (symbol is INamedTypeSymbol named)
        {
            foreach (var id in known.RaisedDiagnosticsOf(named.OriginalDefinition))
            {
                ids.Add(id);
            }

            foreach (var argument in named.TypeArguments)
            {
                Collect(argument, known, ids);
            }
        }
    }

    /// <summary>Adds the ids that using the member raises.</summary>
    public static void CollectOfMember(ISymbol member, KnownSymbols known, SortedSet<string> ids)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.ExperimentalAttribute))
            {
                Add(JsonAttributes.Argument(attribute), ids);
            }
            else if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.ObsoleteAttribute))
            {
                Add(JsonAttributes.Argument(attribute, "DiagnosticId"), ids);
            }
        }
    }

    private static void Add(object? id, SortedSet<string> ids)
    {
        if (id is string { Length: > 0 } text)
        {
            ids.Add(text);
        }
    }
}
