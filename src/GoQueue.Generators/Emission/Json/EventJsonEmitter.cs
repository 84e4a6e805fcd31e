using GoQueue.Generators.Models;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes what an event's descriptor says of its JSON.</summary>
internal static class EventJsonEmitter
{
    /// <summary>The descriptor's initializers: TypeInfoSource, JsonWriter, RedactedJsonWriter; each line ends with a comma.</summary>
    public static void WriteDescriptorMembers(CodeWriter writer, EventModel model)
    {
        var context = $"global::{model.GeneratedNamespace}.{JsonNames.Context}.Default";
        if (model.JsonContext is { } own)
        {
            writer.Line($"TypeInfoSource = static () => {JsonNames.GeneratedJson}.TypeInfo<{model.Type.FullName}>({context}, {own}.Default),");
        }
        else
        {
            writer.Line($"TypeInfoSource = static () => {JsonNames.GeneratedJson}.TypeInfo<{model.Type.FullName}>({context}.Options),");
        }

        if (model.Json is { Root.IsDirect: true } json)
        {
            writer.Line($"JsonWriter = global::{JsonNames.NamespaceOf(model.GeneratedNamespace)}.{json.Root.Id}.Write,");
        }

        if (model.HidesBody)
        {
            writer.Line($"RedactedJsonWriter = {JsonNames.GeneratedJson}.WriteHidden,");
        }
        else if (model.Json is { IsSensitive: true })
        {
            var type = model.Type.FullName;
            var masking = $"global::{model.GeneratedNamespace}.{JsonNames.Context}.Masking";
            writer.Line($"RedactedJsonWriter = static (ref global::GoQueue.Generated.Json.JsonSpanWriter json, {type} value) => {JsonNames.GeneratedJson}.WriteMasked(ref json, value, {masking}),");
        }
    }
}
