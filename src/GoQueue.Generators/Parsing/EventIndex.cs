using System.Runtime.CompilerServices;
using GoQueue.Generators.Contracts;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// The events of one compilation by what must be unique. Made from the generated manifest attributes, which analyzers see while the user
/// types: no rule has to wait for the end of the compilation. Immutable; kept as long as the compilation lives.
/// </summary>
internal sealed class EventIndex
{
    private static readonly ConditionalWeakTable<KnownSymbols, EventIndex> s_indexes = new();
    private readonly Dictionary<(string?, string, EventVersion), List<ManifestEntry>> _byIdentity = [];
    private readonly Dictionary<string, List<INamedTypeSymbol>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<INamedTypeSymbol, ManifestEntry> _byType = new(SymbolEqualityComparer.Default);

    private EventIndex(KnownSymbols known)
    {
        foreach (var entry in ManifestEntry.Of(known.Compilation.Assembly, CancellationToken.None))
        {
            if (_byType.ContainsKey(entry.Type) || EventAttribute.Of(entry.Type, known) is not { } attribute)
            {
                continue;
            }

            _byType.Add(entry.Type, entry);
            if (entry.Identity is { } identity)
            {
                AddTo(_byIdentity, identity, entry);
            }

            AddTo(_byName, EventNames.PublishNameOf(entry.Type, attribute), entry.Type);
        }
    }

    public static EventIndex Of(KnownSymbols known) => s_indexes.GetValue(known, static k => new EventIndex(k));

    /// <summary>The manifest entry of an event of this compilation, or null.</summary>
    public ManifestEntry? EntryOf(INamedTypeSymbol type) => _byType.TryGetValue(type, out var entry) ? entry : null;

    /// <summary>Another event with the same topic, action and version, or null.</summary>
    public INamedTypeSymbol? DuplicateOf(INamedTypeSymbol type)
    {
        if (EntryOf(type)?.Identity is not { } identity)
        {
            return null;
        }

        foreach (var entry in _byIdentity[identity])
        {
            if (!SymbolEqualityComparer.Default.Equals(entry.Type, type))
            {
                return entry.Type;
            }
        }

        return null;
    }

    /// <summary>Another event that is published by a method of the same name, one of the same namespace before others; or null.</summary>
    public INamedTypeSymbol? NamesakeOf(INamedTypeSymbol type, string name)
    {
        INamedTypeSymbol? found = null;
        if (_byName.TryGetValue(name, out var types))
        {
            foreach (var other in types)
            {
                if (SymbolEqualityComparer.Default.Equals(other, type))
                {
                    continue;
                }

                if (SymbolEqualityComparer.Default.Equals(other.ContainingNamespace, type.ContainingNamespace))
                {
                    return other;
                }

                found ??= other;
            }
        }

        return found;
    }

    private static void AddTo<TKey, TValue>(Dictionary<TKey, List<TValue>> index, TKey key, TValue value)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var values))
        {
            index.Add(key, values = []);
        }

        values.Add(value);
    }
}
