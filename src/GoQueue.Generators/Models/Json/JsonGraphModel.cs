namespace GoQueue.Generators.Models.Json;

/// <summary>All types that one event's JSON consists of.</summary>
internal sealed record JsonGraphModel;
