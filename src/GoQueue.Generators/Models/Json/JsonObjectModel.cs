namespace GoQueue.Generators.Models.Json;

/// <summary>A type that is written as a JSON object of its members.</summary>
internal sealed record JsonObjectModel : JsonTypeModel
{
    /// <summary>Whether naming the type is an error outside of obsolete code.</summary>
    public required bool IsObsolete { get; init; }

    /// <summary>All members that System.Text.Json must know of, ignored ones too, in its own order.</summary>
    public required EquatableArray<JsonMemberModel> Members { get; init; }

    /// <summary>The places in <see cref="Members"/> of what is written, in the order in which it is written.</summary>
    public required EquatableArray<int> Written { get; init; }

    public required JsonConstructorModel Constructor { get; init; }

    /// <summary>Whether System.Text.Json may call our write method.</summary>
    public required bool HasHandler { get; init; }

    /// <summary>Whether it implements IJsonOnSerializing.</summary>
    public required bool CallsOnSerializing { get; init; }

    /// <summary>Whether it implements IJsonOnSerialized.</summary>
    public required bool CallsOnSerialized { get; init; }

    /// <summary>The C# expression of the type's [JsonNumberHandling], or null.</summary>
    public required string? NumberHandling { get; init; }

    /// <summary>The C# expression of the type's [JsonUnmappedMemberHandling], or null.</summary>
    public required string? UnmappedMemberHandling { get; init; }

    /// <summary>The C# expression of the type's [JsonObjectCreationHandling], or null.</summary>
    public required string? CreationHandling { get; init; }

    /// <summary>Methods that reach what C# does not let the generated code reach.</summary>
    public required EquatableArray<JsonAccessorModel> Accessors { get; init; }
}
