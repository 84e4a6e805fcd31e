namespace GoQueue.Generators.Models.Json;

/// <summary>A built-in type, an enum that is written as a number, or a nullable value: one line in the root file.</summary>
internal sealed record JsonScalarModel : JsonTypeModel;
