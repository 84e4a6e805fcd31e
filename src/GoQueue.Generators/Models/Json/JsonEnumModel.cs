namespace GoQueue.Generators.Models.Json;

/// <summary>An enum that is written as a string.</summary>
internal sealed record JsonEnumModel : JsonTypeModel
{
    /// <summary>Whether combinations are written as a list of names: those are left to System.Text.Json.</summary>
    public required bool IsFlags { get; init; }

    /// <summary>The underlying number, for values that are no member.</summary>
    public required JsonScalar Underlying { get; init; }

    /// <summary>Its C# keyword.</summary>
    public required string UnderlyingName { get; init; }

    /// <summary>The members whose value no other member has.</summary>
    public required EquatableArray<JsonEnumMember> Members { get; init; }

    /// <summary>Whether members share a value: which of their names is written is System.Text.Json's secret.</summary>
    public required bool HasAliases { get; init; }
}
