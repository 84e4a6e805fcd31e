namespace GoQueue.Generators.Models.Json;

/// <summary>A built-in type, an enum that is written as a number, a nullable value, or a type that members convert: one line in the root file.</summary>
internal sealed record JsonScalarModel : JsonTypeModel;
