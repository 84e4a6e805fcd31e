namespace GoQueue.Generators.Models.Json;

/// <summary>When a member is left out.</summary>
internal enum JsonOmission
{
    Never,

    /// <summary>When it is null.</summary>
    Null,

    /// <summary>When it is its type's default value.</summary>
    Default,
}
