namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[StringLength]</c>, <c>[MinLength]</c>, <c>[MaxLength]</c>, <c>[Length]</c>.</summary>
/// <param name="Minimum">0 where there is none.</param>
/// <param name="Maximum"><see cref="int.MaxValue"/> where there is none.</param>
/// <param name="Source">Where the length is read: <c>Length</c>, <c>Count</c>, or <c>Count()</c> where elements must be counted.</param>
internal sealed record LengthRuleModel(int Minimum, int Maximum, string Source) : RuleModel;
