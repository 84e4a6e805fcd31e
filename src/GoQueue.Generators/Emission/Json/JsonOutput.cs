using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Emission.Json;

/// <summary>The part of the pipeline that writes the serializer context: a root file, and one file per type.</summary>
internal static class JsonOutput
{
    /// <param name="context">Where outputs are registered.</param>
    /// <param name="events">All events, one model each; broken ones have no <see cref="EventModel.Json"/>.</param>
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<EventModel> events)
    {
        _ = (context, events);
    }
}
