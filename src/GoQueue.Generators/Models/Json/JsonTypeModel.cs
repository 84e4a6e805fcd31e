namespace GoQueue.Generators.Models.Json;

/// <summary>One type of the serializer context.</summary>
internal abstract record JsonTypeModel
{
    /// <summary>The type as its users see it.</summary>
    public required JsonTypeReference Reference { get; init; }

    /// <summary>The name in metadata or, for constructed types, one that is as unique; the file is named after it.</summary>
    public required string MetadataName { get; init; }

    /// <summary>The namespace of the per-assembly types.</summary>
    public required string GeneratedNamespace { get; init; }

    /// <summary>Whether the type, its containers and its type arguments are public.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Ids of diagnostics that naming the type raises ([Experimental], [Obsolete]).</summary>
    public EquatableArray<string> RaisedDiagnostics { get; init; }
}
