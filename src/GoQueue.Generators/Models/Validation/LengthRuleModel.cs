namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[StringLength]</c>, <c>[MinLength]</c>, <c>[MaxLength]</c>, <c>[Length]</c>.</summary>
/// <param name="Minimum">0 where there is none.</param>
/// <param name="Maximum"><see cref="int.MaxValue"/> where there is none.</param>
/// <param name="Source">How the length is read: <c>{0}.Length</c>.</param>
internal sealed record LengthRuleModel(int Minimum, int Maximum, string Source) : RuleModel;
