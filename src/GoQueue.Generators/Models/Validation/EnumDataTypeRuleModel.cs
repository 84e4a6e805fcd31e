namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[EnumDataType]</c>.</summary>
/// <param name="Enum">The enum.</param>
/// <param name="Underlying">Its underlying type, <c>int</c>.</param>
/// <param name="IsFlags">Whether combinations of named values are values.</param>
/// <param name="IsText">Whether the member is a string to be parsed.</param>
/// <param name="Values">The named values as literals: of flags sign extended to 64 bits, largest first; each once.</param>
internal sealed record EnumDataTypeRuleModel(string Enum, string Underlying, bool IsFlags, bool IsText, EquatableArray<string> Values) : RuleModel;
