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
    public static EquatableArray<string> RaisedDiagnosticsOf(ITypeSymbol type, KnownSymbols known) => new RaisedIds(known).Add(type).ToEquatableArray();
}
