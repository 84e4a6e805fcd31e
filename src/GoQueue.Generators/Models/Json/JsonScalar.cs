namespace GoQueue.Generators.Models.Json;

/// <summary>A type that System.Text.Json writes by a converter of its own.</summary>
/// <param name="Converter">The property of JsonMetadataServices, without <c>Converter</c>.</param>
/// <param name="Token">How Utf8JsonWriter writes it.</param>
/// <param name="Direct">The direct writer's method, or null: then only metadata can write it.</param>
internal sealed record JsonScalar(string Converter, JsonScalarToken Token, string? Direct);
