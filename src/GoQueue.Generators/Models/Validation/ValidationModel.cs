namespace GoQueue.Generators.Models.Validation;

/// <summary>The rules of one event.</summary>
internal sealed record ValidationModel;
