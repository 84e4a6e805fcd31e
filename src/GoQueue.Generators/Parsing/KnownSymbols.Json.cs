using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

internal sealed partial class KnownSymbols
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<string>> _raisedDiagnostics = new(SymbolEqualityComparer.Default);
    private JsonSettingsModel? _jsonSettings;
    private IReadOnlyList<ITypeSymbol>? _jsonPrimitives;

    /// <summary>The assembly's JSON settings. Events and the types that they reach are all written by these.</summary>
    public JsonSettingsModel JsonSettings => _jsonSettings ??= JsonSettingsParser.Parse(Compilation.Assembly);

    /// <summary>The types that System.Text.Json writes by itself: the context knows all of them if a value may be untyped.</summary>
    public IReadOnlyList<ITypeSymbol> JsonPrimitives => _jsonPrimitives ??= JsonScalars.All(Compilation);

    /// <summary>Types that were read without a finding: what many events share is read for the first of them.</summary>
    public ConcurrentDictionary<ITypeSymbol, JsonTypeDraft> JsonTypes { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The ids that naming a type raises.</summary>
    public ImmutableArray<string> RaisedDiagnosticsOf(INamedTypeSymbol type) =>
        _raisedDiagnostics.GetOrAdd(type, found => [.. InheritedAttributeParser.Parse(found, this).DiagnosticIds, .. IdsOfAssembly(found)]);

    // [assembly: Experimental] of a reference stands for each of its types; within the own assembly the compiler says nothing.
    private IEnumerable<string> IdsOfAssembly(INamedTypeSymbol type)
    {
        if (type.ContainingAssembly is not { } assembly || SymbolEqualityComparer.Default.Equals(assembly, Compilation.Assembly))
        {
            yield break;
        }

        foreach (var attribute in assembly.GetAttributes().AddRange(type.ContainingModule.GetAttributes()))
        {
            foreach (var id in RaisedIds.Of(attribute, this))
            {
                yield return id;
            }
        }
    }
}
