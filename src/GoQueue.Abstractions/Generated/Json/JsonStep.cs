namespace GoQueue.Generated.Json;

/// <summary>One step of a path: a member of an object, or an element of an array.</summary>
/// <param name="Name">The member; null if it is not known yet, or for an element.</param>
/// <param name="Index">The element; -1 for a member.</param>
internal readonly record struct JsonStep(string? Name, int Index);
