namespace GoQueue.Generators.Models.Validation;

/// <summary>What is checked of one member: its own rules, then what is inside of it.</summary>
/// <param name="Rules">Its own rules.</param>
/// <param name="Shape">What is inside; null where nothing is to be checked there.</param>
internal sealed record ValidatedMemberModel(MemberRulesModel Rules, ShapeModel? Shape);
