namespace GoQueue.Generators.Models.Json;

/// <summary>What the root file of the serializer context says.</summary>
internal sealed record JsonRootModel
{
    public required string GeneratedNamespace { get; init; }

    /// <summary>Whether any event is public.</summary>
    public required bool IsPublic { get; init; }

    public required JsonSettingsModel Settings { get; init; }

    /// <summary>Every type, ordered by <see cref="JsonTypeReference.Id"/>.</summary>
    public required EquatableArray<JsonRootEntry> Types { get; init; }

    /// <summary>Ids of diagnostics that naming the types raises.</summary>
    public required EquatableArray<string> RaisedDiagnostics { get; init; }
}
