using GoQueue.Generators.Contracts;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Analyzers.Contracts;

/// <summary>An event of the code with its contract.</summary>
/// <param name="Type">The type.</param>
/// <param name="Attribute">Its attribute.</param>
/// <param name="Block">Its contract; null if the event has an error.</param>
/// <param name="Places">The member of each path.</param>
internal sealed record ContractEvent(INamedTypeSymbol Type, EventAttribute Attribute, ContractBlock? Block, IReadOnlyDictionary<string, ISymbol> Places)
{
    /// <summary>Its topic and action, as <see cref="ContractIdentity.AddressOf"/> has it: an event with an error has no JSON paths.</summary>
    public string Address => ContractIdentity.AddressOf(ContractIdentity.NameOf(Attribute.Topic, Attribute.Action ?? ""));

    /// <summary>Where a change is reported: at the member, else at the nearest one around it, else at the name of the event.</summary>
    public Location? PlaceOf(string path, CancellationToken cancellationToken)
    {
        for (var place = path; place.Length > 0; place = Shortened(place))
        {
            if (Places.TryGetValue(place, out var member) && member.Locations is [{ IsInSource: true } found, ..]
                && SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, Type.ContainingAssembly))
            {
                return found;
            }
        }

        return path.StartsWith(".", StringComparison.Ordinal) ? Attribute.NameOfType(cancellationToken) : Attribute.Location(cancellationToken);
    }

    private static string Shortened(string path)
    {
        var keys = ContractPath.Split(path);
        return keys is null or { Count: < 2 } ? "" : path.Substring(0, path.Length - keys[keys.Count - 1].Length);
    }
}
