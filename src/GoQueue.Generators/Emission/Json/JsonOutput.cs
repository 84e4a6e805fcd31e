using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Emission.Json;

/// <summary>The part of the pipeline that writes the serializer context: a root file, and one file per type.</summary>
internal static class JsonOutput
{
    // Types are spread over a fixed number of outputs by their names. One output per type would compare types by their place in the list,
    // and an added event moves nearly all of them.
    private const int Buckets = 64;

    /// <param name="context">Where outputs are registered.</param>
    /// <param name="events">All events, one model each; broken ones have no <see cref="EventModel.Json"/>.</param>
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<EventModel> events)
    {
        var settings = context.CompilationProvider
            .Select(static (compilation, _) => JsonSettingsParser.Parse(compilation.Assembly))
            .WithTrackingName(TrackingNames.JsonSettings);

        var sound = events.Where(static model => model.Health == EventHealth.Sound).Collect();
        var types = sound.Select(static (models, _) => JsonTypeMerger.Merge(models)).WithTrackingName(TrackingNames.JsonTypes);
        var root = sound
            .Select(static (models, _) => JsonTypeMerger.IdentityOf(models))
            .Combine(types)
            .Combine(settings)
            .Select(static (source, _) => JsonTypeMerger.RootOf(source.Left.Left, source.Left.Right, source.Right))
            .WithTrackingName(TrackingNames.JsonRoot);

        context.RegisterSourceOutput(root, static (output, root) =>
        {
            if (root is not null)
            {
                output.AddSource("GoQueue-Json.g.cs", JsonRootEmitter.Emit(root));
            }
        });

        for (var i = 0; i < Buckets; i++)
        {
            var bucket = i;
            var content = types.Select((all, _) => InBucket(all, bucket)).WithTrackingName(TrackingNames.JsonBucket);
            context.RegisterSourceOutput(content, static (output, content) => Emit(output, content));
        }
    }

    // By the lower-case name: two file names that clash are then always in one bucket, where the clash can be seen.
    private static EquatableArray<JsonTypeModel> InBucket(EquatableArray<JsonTypeModel> types, int bucket) =>
        types.Where(type => type is not JsonScalarModel && HintNames.Hash(type.Reference.Id.ToLowerInvariant()) % Buckets == bucket).ToEquatableArray();

    private static void Emit(SourceProductionContext output, EquatableArray<JsonTypeModel> types)
    {
        var clashing = HintNames.Clashing(types.Select(static type => type.Reference.Id));
        foreach (var type in types)
        {
            output.AddSource(HintNames.Of("GoQueue-Json-", type.Reference.Id, clashing), JsonTypeEmitter.Emit(type));
        }
    }
}
