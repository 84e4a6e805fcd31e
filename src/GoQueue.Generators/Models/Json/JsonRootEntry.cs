namespace GoQueue.Generators.Models.Json;

/// <summary>A type in the root file.</summary>
/// <param name="Type">The type.</param>
/// <param name="IsPublic">Whether a public member may have it.</param>
/// <param name="IsPlain">Whether its metadata is one line: no class of its own makes it.</param>
/// <param name="ShortName">The name of the property that gives its metadata, where unique; null where it gets none.</param>
/// <param name="IsObsolete">Whether naming the type is an error outside of obsolete code.</param>
internal sealed record JsonRootEntry(JsonTypeReference Type, bool IsPublic, bool IsPlain, string? ShortName, bool IsObsolete);
