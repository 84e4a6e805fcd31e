using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Contracts;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Analyzers.Contracts;

/// <summary>The contracts of a compilation's events, each made once. Kept as long as the compilation lives.</summary>
internal sealed class ContractEvents
{
    private static readonly ConditionalWeakTable<KnownSymbols, ContractEvents> s_events = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, ContractEvent?> _byType = new(SymbolEqualityComparer.Default);
    private readonly KnownSymbols _known;
    private Dictionary<string, List<INamedTypeSymbol>>? _byName;
    private IReadOnlyList<ContractEvent>? _all;

    private ContractEvents(KnownSymbols known) => _known = known;

    public static ContractEvents Of(KnownSymbols known) => s_events.GetValue(known, static k => new ContractEvents(k));

    /// <summary>The contract of a type; null if it is not an event.</summary>
    public ContractEvent? Find(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (_byType.TryGetValue(type, out var found))
        {
            return found;
        }

        if (EventAttribute.Of(type, _known) is { } attribute)
        {
            var places = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
            var block = ContractParser.Parse(type, attribute, EventParseCache.Of(_known).Parse(type, cancellationToken), _known, places, cancellationToken);
            found = new ContractEvent(type, attribute, block, places);
        }

        return _byType.GetOrAdd(type, found);
    }

    /// <summary>All events of the compilation, by the generated manifest.</summary>
    public IReadOnlyList<ContractEvent> All(CancellationToken cancellationToken) =>
        _all ??= [.. TypesOf(cancellationToken).Select(type => Find(type, cancellationToken)).OfType<ContractEvent>()];

    /// <summary>The other events with the topic and action of one.</summary>
    public IEnumerable<INamedTypeSymbol> WithAddressOf(ContractEvent found, CancellationToken cancellationToken)
    {
        _byName ??= TypesOf(cancellationToken)
            .GroupBy(type => AddressOf(EventAttribute.Of(type, _known)), StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.ToList(), StringComparer.Ordinal);
        return _byName.TryGetValue(AddressOf(found.Attribute), out var types) ? types.Where(type => !SymbolEqualityComparer.Default.Equals(type, found.Type)) : [];
    }

    private static string AddressOf(EventAttribute? attribute) => $"{attribute?.Topic}/{attribute?.Action}";

    private IEnumerable<INamedTypeSymbol> TypesOf(CancellationToken cancellationToken) =>
        ManifestEntry.Of(_known.Compilation.Assembly, cancellationToken).Select(static entry => entry.Type).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
}
