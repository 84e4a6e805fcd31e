namespace GoQueue.Generators.Models.Json;

/// <summary>The JSON settings of an assembly, as <c>[assembly: GoQueueJson(…)]</c> gives them.</summary>
/// <param name="NamingPolicy">A member of JsonKnownNamingPolicy.</param>
/// <param name="EnumsAsStrings">Whether enums without a converter are written as strings.</param>
/// <param name="DefaultIgnoreCondition">A member of JsonIgnoreCondition.</param>
/// <param name="RespectNullableAnnotations">Whether a null against the annotation is refused.</param>
internal sealed record JsonSettingsModel(string NamingPolicy, bool EnumsAsStrings, string DefaultIgnoreCondition, bool RespectNullableAnnotations)
{
    public static JsonSettingsModel Default { get; } = new("CamelCase", false, "Never", false);
}
