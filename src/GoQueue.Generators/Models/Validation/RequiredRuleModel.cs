namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[Required]</c>.</summary>
/// <param name="IsText">Whether the member is a string, where white space counts as nothing.</param>
/// <param name="AllowEmptyStrings">Unless this is said.</param>
/// <param name="RefusesDefault">Whether a value type's default is refused (DisallowAllDefaultValues).</param>
internal sealed record RequiredRuleModel(bool IsText, bool AllowEmptyStrings, bool RefusesDefault) : RuleModel;
