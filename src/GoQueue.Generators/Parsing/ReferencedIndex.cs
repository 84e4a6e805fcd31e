using System.Runtime.CompilerServices;
using GoQueue.Generators.Contracts;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>The events of all referenced assemblies by what must be unique. Immutable; kept as long as the compilation lives.</summary>
internal sealed class ReferencedIndex
{
    private static readonly ConditionalWeakTable<KnownSymbols, ReferencedIndex> s_indexes = new();
    private readonly Dictionary<(string?, string, EventVersion), ManifestEntry> _byIdentity = [];
    private readonly Dictionary<INamedTypeSymbol, ManifestEntry> _byType = new(SymbolEqualityComparer.Default);
    private readonly List<(ManifestEntry First, ManifestEntry Second)> _duplicates = [];

    private ReferencedIndex(KnownSymbols known, CancellationToken cancellationToken)
    {
        foreach (var (assembly, entries) in ReferencedManifests.Of(known.Compilation, cancellationToken))
        {
            foreach (var entry in entries)
            {
                _byType[entry.Type] = entry;
                if (entry.Identity is not { } identity)
                {
                    continue;
                }

                if (!_byIdentity.TryGetValue(identity, out var first))
                {
                    _byIdentity.Add(identity, entry);
                }
                else if (!SymbolEqualityComparer.Default.Equals(first.Type.ContainingAssembly, assembly))
                {
                    // Two of one assembly are that assembly's own error.
                    _duplicates.Add((first, entry));
                }
            }
        }
    }

    /// <summary>Pairs of events of two assemblies with the same topic, action and version.</summary>
    public IReadOnlyList<(ManifestEntry First, ManifestEntry Second)> Duplicates => _duplicates;

    public static ReferencedIndex Of(KnownSymbols known, CancellationToken cancellationToken) =>
        s_indexes.TryGetValue(known, out var index) ? index : Add(known, cancellationToken);

    /// <summary>The referenced event with this topic, action and version, or null.</summary>
    public ManifestEntry? Find((string?, string, EventVersion) identity) => _byIdentity.TryGetValue(identity, out var entry) ? entry : null;

    /// <summary>The manifest entry of a referenced event, or null.</summary>
    public ManifestEntry? EntryOf(INamedTypeSymbol type) => _byType.TryGetValue(type, out var entry) ? entry : null;

    private static ReferencedIndex Add(KnownSymbols known, CancellationToken cancellationToken)
    {
        var index = new ReferencedIndex(known, cancellationToken);
        return s_indexes.GetValue(known, _ => index);
    }
}
