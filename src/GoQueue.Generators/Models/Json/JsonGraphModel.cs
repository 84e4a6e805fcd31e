namespace GoQueue.Generators.Models.Json;

/// <summary>All types that one event's JSON consists of.</summary>
internal sealed record JsonGraphModel
{
    /// <summary>The event itself.</summary>
    public required JsonTypeReference Root { get; init; }

    /// <summary>Whether a member anywhere in it must not appear in logs.</summary>
    public required bool IsSensitive { get; init; }

    /// <summary>The event and everything reachable from it, in the order in which they were found.</summary>
    public required EquatableArray<JsonTypeModel> Types { get; init; }
}
