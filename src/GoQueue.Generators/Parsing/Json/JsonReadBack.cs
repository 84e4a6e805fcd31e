using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Finds collections that System.Text.Json writes and does not read back as they were.</summary>
internal static class JsonReadBack
{
    private const int DeepestType = 8;

    private static readonly HashSet<string> s_interfaces = new(StringComparer.Ordinal)
    {
        "IEnumerable`0", "ICollection`0", "IList`0", "IDictionary`0",
        "IEnumerable`1", "IReadOnlyCollection`1", "IReadOnlyList`1", "ICollection`1", "IList`1", "ISet`1", "IDictionary`2", "IReadOnlyDictionary`2",
    };

    /// <summary>Reports a member whose type is, or holds, such a collection.</summary>
    public static void Check(ISymbol member, ITypeSymbol type, JsonGraphParser graph)
    {
        if (FaultOf(type, 0) is (var found, var fault, var cure))
        {
            graph.Report(
                JsonDiagnostics.NotReadBack, member, JsonLocations.TypeOf(member, graph.CancellationToken), $"{member.ContainingType.Name}.{member.Name}",
                $"holds a '{found.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', which {fault}", cure);
        }
    }

    private static (ITypeSymbol Type, string Fault, string Cure)? FaultOf(ITypeSymbol type, int depth)
    {
        if (depth > DeepestType || JsonScalars.Of(type) is not null || JsonConverterParser.HasConverter(type) || JsonCollectionParser.Match(type) is not { } shape)
        {
            return null;
        }

        if (type is INamedTypeSymbol named)
        {
            if (IsStack(named))
            {
                return (type, "System.Text.Json reads in reverse order", "declare a List or a Queue");
            }

            if (!CanBeCreated(named, shape))
            {
                return (type, "System.Text.Json cannot create", "declare an array, a List, a HashSet, a Dictionary, or an interface of one of them");
            }
        }

        return shape.Element is { } element ? FaultOf(element, depth + 1) : null;
    }

    private static bool CanBeCreated(INamedTypeSymbol type, JsonCollectionShape shape)
    {
        if (shape.IsArray || shape.HasNoCreator)
        {
            return true;
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            return s_interfaces.Contains($"{type.Name}`{type.Arity}") && (JsonScalars.IsIn(type, "System.Collections.Generic") || JsonScalars.IsIn(type, "System.Collections"));
        }

        return shape.Method is not ("CreateIEnumerableInfo" or "CreateIReadOnlyDictionaryInfo")
            && shape.CreatorOf(type) is not null
            && !(type.Name == "ArraySegment" && JsonScalars.IsIn(type, "System"));
    }

    private static bool IsStack(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "Stack" or "ConcurrentStack" or "ImmutableStack" or "IImmutableStack"
                && current.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
