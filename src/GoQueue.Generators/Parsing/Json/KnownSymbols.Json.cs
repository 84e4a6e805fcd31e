using System.Collections.Concurrent;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators;

internal sealed partial class KnownSymbols
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, EquatableArray<string>> _raisedDiagnostics = new(SymbolEqualityComparer.Default);
    private JsonSettingsModel? _jsonSettings;

    /// <summary>The assembly's JSON settings. Events and the types that they reach are all written by these.</summary>
    public JsonSettingsModel JsonSettings => _jsonSettings ??= JsonSettingsParser.Parse(Compilation.Assembly);

    /// <summary>Types that were read without a finding: what many events share is read for the first of them.</summary>
    public ConcurrentDictionary<ITypeSymbol, JsonTypeDraft> JsonTypes { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The ids that naming a type raises.</summary>
    public EquatableArray<string> RaisedDiagnosticsOf(INamedTypeSymbol type) =>
        _raisedDiagnostics.GetOrAdd(type, found => InheritedAttributeParser.Parse(found, this).DiagnosticIds);
}
