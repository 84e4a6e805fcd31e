namespace GoQueue.Generators.Models.Json;

/// <summary>A member of an enum.</summary>
/// <param name="Name">Its C# name, keywords escaped.</param>
/// <param name="JsonName">What is written, not yet escaped for JSON.</param>
internal sealed record JsonEnumMember(string Name, string JsonName);
