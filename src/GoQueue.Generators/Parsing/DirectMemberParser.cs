using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing.Usage;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// Finds the members whose constructor argument reaches the property unchanged. Metadata cannot tell a synthesized property from
/// <c>Name { get; init; } = Name.Trim()</c>, so the manifest writes it down for the checks of call sites in other assemblies.
/// </summary>
internal static class DirectMemberParser
{
    /// <summary>The direct members of an event, then <c>Shop.Line:Sku</c> for those of the records with rules inside of it.</summary>
    public static EquatableArray<string> Parse(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        names.AddRange(Of(type, known, cancellationToken));
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.IncludeNullability) { type };
        AddNested(type, known, seen, names, cancellationToken);
        return names.ToEquatableArray();
    }

    private static IEnumerable<string> Of(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        foreach (var parameter in PrimaryConstructor.Of(type)?.Parameters ?? [])
        {
            if (DirectMembers.IsPassedOn(type, parameter.Name, type, known, cancellationToken))
            {
                yield return parameter.Name;
            }
        }
    }

    private static void AddNested(INamedTypeSymbol type, KnownSymbols known, HashSet<INamedTypeSymbol> seen, List<string> names, CancellationToken cancellationToken)
    {
        foreach (var reached in TypeRulesParser.Of(type, known, cancellationToken).Reached)
        {
            if (!seen.Add(reached.Unannotated()) || !SymbolEqualityComparer.Default.Equals(reached.ContainingAssembly, known.Compilation.Assembly))
            {
                continue;
            }

            if (TypeRulesParser.Of(reached, known, cancellationToken).Members.Any(static member => member.Rules.HasRules))
            {
                var prefix = TypeDeclarationParser.MetadataNameOf(reached);
                foreach (var name in Of(reached, known, cancellationToken))
                {
                    var direct = $"{prefix}:{name}";

                    // Page<string> and Page<string?> are one type to a constructor.
                    if (!names.Contains(direct))
                    {
                        names.Add(direct);
                    }
                }
            }

            AddNested(reached, known, seen, names, cancellationToken);
        }
    }
}
