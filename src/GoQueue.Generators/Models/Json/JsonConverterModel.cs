namespace GoQueue.Generators.Models.Json;

/// <summary>A type that a converter of the user's writes.</summary>
internal sealed record JsonConverterModel : JsonTypeModel
{
    /// <summary>The C# expression that makes the converter.</summary>
    public required string Converter { get; init; }
}
