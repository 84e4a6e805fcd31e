using System.Collections.Immutable;
using GoQueue.Generators.Emission;
using GoQueue.Generators.Emission.Json;
using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators;

/// <summary>Writes the publisher, the JSON and the validation of every <c>[GoQueueEvent]</c>. Only wiring: the parser thinks, the emitters print.</summary>
[Generator(LanguageNames.CSharp)]
internal sealed class GoQueueGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var events = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownSymbols.EventAttributeName, static (_, _) => true, static (found, token) => ParseEvent(found, token))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Events);

        // Empty in nearly every compilation, hence equal to the last run's: no event is printed again because another was added.
        var clashes = events
            .Select(static (model, _) => model.Type.MetadataName)
            .Collect()
            .Select(static (names, _) => Clashing(names))
            .WithTrackingName(TrackingNames.HintNameClashes);

        var named = events
            .Combine(clashes)
            .Select(static (pair, _) => (Model: pair.Left, HintName: HintNames.Of("", pair.Left.Type.MetadataName, Contains(pair.Right, pair.Left.Type.MetadataName))))
            .WithTrackingName(TrackingNames.NamedEvents);

        context.RegisterSourceOutput(named, static (output, named) => output.AddSource(named.HintName, EventEmitter.Emit(named.Model)));
        JsonOutput.Register(context, events);
    }

    private static EventModel? ParseEvent(GeneratorAttributeSyntaxContext found, CancellationToken cancellationToken)
    {
        // Several parts of a type may carry the attribute while one types; only the part with the first one speaks for the type.
        var known = KnownSymbols.Of(found.SemanticModel.Compilation);
        return found.TargetSymbol is INamedTypeSymbol type
            && EventAttribute.Of(type, known)?.IsWrittenOn(found.TargetNode) == true
            && !TypeDeclarationParser.IsShadowed(type)
            ? EventParser.Parse(type, known, cancellationToken).Model
            : null;
    }

    private static EquatableArray<string> Clashing(ImmutableArray<string> names)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var clashing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var file = HintNames.Of("", name, clashes: false);
            if (seen.TryGetValue(file, out var other))
            {
                clashing.Add(name);
                clashing.Add(other);
            }
            else
            {
                seen.Add(file, name);
            }
        }

        return clashing.ToEquatableArray();
    }

    private static bool Contains(EquatableArray<string> names, string name)
    {
        foreach (var candidate in names)
        {
            if (candidate == name)
            {
                return true;
            }
        }

        return false;
    }
}
