namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[Compare]</c>.</summary>
/// <param name="Other">The other member, keywords escaped.</param>
/// <param name="Type">The type of both, with its <c>?</c>.</param>
internal sealed record CompareRuleModel(string Other, string Type) : RuleModel;
