using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// What the parser found in one compilation, shared by all analyzers and kept as long as the compilation lives. Not a field of an
/// analyzer, which outlives its compilations (RS1008).
/// </summary>
internal sealed class EventParseCache
{
    private static readonly ConditionalWeakTable<KnownSymbols, EventParseCache> s_parses = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, EventParseResult> _results = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(string Id, Location Place), INamedTypeSymbol> _reporters = new();
    private readonly KnownSymbols _known;

    private EventParseCache(KnownSymbols known) => _known = known;

    public static EventParseCache Of(KnownSymbols known) => s_parses.GetValue(known, static k => new EventParseCache(k));

    /// <summary>
    /// Whether <paramref name="type"/> is the one event that reports a finding. A fault in a nested record is found by every event that
    /// reaches it; the first to ask reports it, whenever it is asked again.
    /// </summary>
    public bool IsReporter(INamedTypeSymbol type, DiagnosticInfo found) =>
        found.Location.Kind == LocationKind.None
        || SymbolEqualityComparer.Default.Equals(_reporters.GetOrAdd((found.Descriptor.Id, found.Location), type), type);

    /// <summary>The parse of <paramref name="type"/>; two threads that ask at once may both do it, with equal results.</summary>
    public EventParseResult Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!_results.TryGetValue(type, out var result))
        {
            // A cancelled parse throws, and so is never remembered.
            result = EventParser.Parse(type, _known, cancellationToken);
            _results.TryAdd(type, result);
        }

        return result;
    }
}
