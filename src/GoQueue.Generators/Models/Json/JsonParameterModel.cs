namespace GoQueue.Generators.Models.Json;

/// <summary>A parameter of the constructor that reading calls.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="IsNullable">Whether its annotation admits null.</param>
/// <param name="DefaultValue">The C# expression of its default, or null where it has none.</param>
internal sealed record JsonParameterModel(string Name, string Type, bool IsNullable, string? DefaultValue);
