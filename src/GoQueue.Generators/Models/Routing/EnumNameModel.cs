namespace GoQueue.Generators.Models.Routing;

/// <summary>A named value of an enum.</summary>
/// <param name="Value">The number as a literal.</param>
/// <param name="Name">Its name, as in JSON.</param>
internal sealed record EnumNameModel(string Value, string Name);
