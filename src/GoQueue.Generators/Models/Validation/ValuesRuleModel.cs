namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[AllowedValues]</c> and <c>[DeniedValues]</c>.</summary>
/// <param name="IsAllowed">Whether the value must be one of these; otherwise it must be none of them.</param>
/// <param name="Values">C# literals; of enums the number.</param>
/// <param name="Cast">What stands before each literal: the enum in parentheses, or nothing.</param>
/// <param name="ContainsNull">Whether null is one of them.</param>
internal sealed record ValuesRuleModel(bool IsAllowed, EquatableArray<string> Values, string Cast, bool ContainsNull) : RuleModel;
