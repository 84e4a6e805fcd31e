using GoQueue.Generators.Models;

namespace GoQueue.Generators.Emission.Routing;

/// <summary>Writes what an event's members do outside of its body.</summary>
internal static class EventRoutingEmitter
{
    /// <summary>The descriptor's initializers RoutingKey, OrderingKey, HeaderWriter, RequiresEncryption; each line ends with a comma.</summary>
    public static void WriteDescriptorMembers(CodeWriter writer, EventModel model) => _ = (writer, model);

    /// <summary>Members of the file-local class that the initializers speak of.</summary>
    public static void WriteMembers(CodeWriter writer, EventModel model) => _ = (writer, model);

    /// <summary>Members of the event's own partial: PrintMembers where something is sensitive.</summary>
    public static void WritePartialMembers(CodeWriter writer, EventModel model) => _ = (writer, model);
}
