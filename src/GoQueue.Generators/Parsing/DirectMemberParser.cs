using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
        foreach (var name in Of(type))
        {
            names.Add(name);
        }

        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default) { type };
        AddNested(type, known, seen, names, cancellationToken);
        return names.ToEquatableArray();
    }

    /// <summary>Whether a positional member is what its constructor argument was. Source only.</summary>
    public static bool IsDirect(IPropertySymbol property) =>

        // The compiler declares the property of a positional parameter at that parameter.
        property.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is ParameterSyntax;

    private static IEnumerable<string> Of(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol property && IsDirect(property))
            {
                yield return property.Name;
            }
        }
    }

    private static void AddNested(INamedTypeSymbol type, KnownSymbols known, HashSet<INamedTypeSymbol> seen, List<string> names, CancellationToken cancellationToken)
    {
        foreach (var reached in TypeRulesParser.Of(type, known, cancellationToken).Reached)
        {
            if (!seen.Add(reached) || !SymbolEqualityComparer.Default.Equals(reached.ContainingAssembly, known.Compilation.Assembly))
            {
                continue;
            }

            if (TypeRulesParser.Of(reached, known, cancellationToken).Members.Any(static member => member.Rules.HasRules))
            {
                var prefix = TypeDeclarationParser.MetadataNameOf(reached);
                foreach (var name in Of(reached))
                {
                    names.Add($"{prefix}:{name}");
                }
            }

            AddNested(reached, known, seen, names, cancellationToken);
        }
    }
}
