using System.Collections.Immutable;
using GoQueue.Generators.Emission;
using GoQueue.Generators.Emission.Json;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Pipeline;

/// <summary>The part of the pipeline that writes the serializer context: a root file, and one file per type.</summary>
internal static class JsonPipeline
{
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

        var clashes = types
            .Select(static (all, _) => HintNames.Clashing(all.Where(HasFile).Select(static type => type.Reference.Id)))
            .WithTrackingName(TrackingNames.JsonHintNameClashes);
        var files = types
            .Select(static (all, _) => all.Where(HasFile).ToImmutableArray())
            .InStableSlots(static type => type.Reference.Id)
            .WithTrackingName(TrackingNames.JsonFiles)
            .Combine(clashes);

        context.RegisterSourceOutput(files, static (output, file) =>
            output.AddSource(HintNames.Of("GoQueue-Json-", file.Left.Reference.Id, file.Right), JsonTypeEmitter.Emit(file.Left)));
    }

    private static bool HasFile(JsonTypeModel type) => type is not JsonScalarModel;
}
