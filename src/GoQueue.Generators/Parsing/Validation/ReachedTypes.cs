using GoQueue.Generators.CSharp;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Finds the types that an event's values consist of.</summary>
internal static class ReachedTypes
{
    /// <summary>The event first, then what its members, elements and derived types reach; each once.</summary>
    public static List<TypeRules> Of(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        var reached = new List<TypeRules>();
        Reach(type, known, reached, new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.IncludeNullability), cancellationToken);
        return reached;
    }

    private static void Reach(
        INamedTypeSymbol type, KnownSymbols known, List<TypeRules> reached, HashSet<INamedTypeSymbol> seen, CancellationToken cancellationToken)
    {
        if (!seen.Add(type.Unannotated()))
        {
            return;
        }

        var rules = TypeRulesParser.Of(type, known, cancellationToken);
        reached.Add(rules);
        foreach (var next in rules.Reached)
        {
            Reach(next, known, reached, seen, cancellationToken);
        }

        foreach (var next in rules.Derived)
        {
            Reach(next, known, reached, seen, cancellationToken);
        }
    }
}
