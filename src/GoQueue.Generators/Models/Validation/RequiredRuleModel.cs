namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[Required]</c>.</summary>
/// <param name="IsText">Whether the member is a string, where white space counts as nothing.</param>
/// <param name="AllowEmptyStrings">Unless this is said.</param>
internal sealed record RequiredRuleModel(bool IsText, bool AllowEmptyStrings) : RuleModel;
