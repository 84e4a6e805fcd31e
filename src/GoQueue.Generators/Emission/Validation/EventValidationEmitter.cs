using GoQueue.Generators.Models;

namespace GoQueue.Generators.Emission.Validation;

/// <summary>Writes an event's validation.</summary>
internal static class EventValidationEmitter
{
    /// <summary>The descriptor's initializer Validator, if the event has rules; ends with a comma.</summary>
    public static void WriteDescriptorMembers(CodeWriter writer, EventModel model) => _ = (writer, model);

    /// <summary>Members of the file-local class that the initializers speak of.</summary>
    public static void WriteMembers(CodeWriter writer, EventModel model) => _ = (writer, model);
}
