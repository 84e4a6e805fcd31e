namespace GoQueue.Generators.Models.Validation;

/// <summary>A regular expression as its attribute gives it.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="TimeoutMilliseconds">How long one match may take; -1 is for ever.</param>
internal sealed record PatternModel(string Pattern, int TimeoutMilliseconds);
