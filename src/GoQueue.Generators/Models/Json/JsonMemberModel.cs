namespace GoQueue.Generators.Models.Json;

/// <summary>A property or field of an object.</summary>
internal sealed record JsonMemberModel
{
    /// <summary>Its name in metadata.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in C#, keywords escaped.</summary>
    public required string CodeName { get; init; }

    /// <summary>The C# name of the type that declares it.</summary>
    public required string DeclaringType { get; init; }

    public required JsonTypeReference Type { get; init; }

    /// <summary>The name given by [JsonPropertyName], or null: then the runtime applies its naming policy.</summary>
    public required string? GivenName { get; init; }

    /// <summary>The name under the assembly's settings, not yet escaped for JSON.</summary>
    public required string JsonName { get; init; }

    public required bool IsProperty { get; init; }
    public required bool IsPublic { get; init; }
    public required bool IsVirtual { get; init; }

    /// <summary>Whether it has [JsonInclude].</summary>
    public required bool IsIncluded { get; init; }

    /// <summary>The member of JsonIgnoreCondition that its attribute names, or null.</summary>
    public required string? IgnoreCondition { get; init; }

    public required JsonMemberAccess Getter { get; init; }

    /// <summary>The accessor that reads it, where <see cref="Getter"/> is one.</summary>
    public required string? GetterAccessor { get; init; }

    public required JsonMemberAccess Setter { get; init; }

    /// <summary>The accessor that sets it, where <see cref="Setter"/> is one.</summary>
    public required string? SetterAccessor { get; init; }

    public required bool IsRequired { get; init; }
    public required int Order { get; init; }

    /// <summary>Whether its annotation promises that it never gives null.</summary>
    public required bool GetterNeverNull { get; init; }

    /// <summary>Whether its annotation forbids to set null.</summary>
    public required bool SetterNeverNull { get; init; }

    /// <summary>The C# expression that makes its [JsonConverter], or null.</summary>
    public required string? Converter { get; init; }

    /// <summary>The C# expression of its [JsonNumberHandling], or null.</summary>
    public required string? NumberHandling { get; init; }

    /// <summary>The C# expression of its [JsonObjectCreationHandling], or null.</summary>
    public required string? CreationHandling { get; init; }

    public required bool IsExtensionData { get; init; }

    /// <summary>When the assembly's settings and its own attribute leave it out.</summary>
    public required JsonOmission Omission { get; init; }

    /// <summary>Whether the assembly's settings refuse to write it as null.</summary>
    public required bool RefusesNull { get; init; }

    /// <summary>Whether logs must not show it.</summary>
    public required bool IsSensitive { get; init; }

    /// <summary>Whether it is a public property of which nothing need be said but its type, its name and how it is reached.</summary>
    public bool IsPlain =>
        IsProperty && IsPublic && !IsVirtual && !IsIncluded && !IsExtensionData && !IsRequired && Order == 0 && Getter != JsonMemberAccess.None && GetterNeverNull == SetterNeverNull
        && GivenName is null && IgnoreCondition is null && NumberHandling is null && Converter is null && CreationHandling is null;
}
