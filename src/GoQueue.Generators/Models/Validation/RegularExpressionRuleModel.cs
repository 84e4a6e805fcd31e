namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[RegularExpression]</c>.</summary>
/// <param name="Expression">The expression; its text is the key into <see cref="ValidationModel.Expressions"/>.</param>
/// <param name="Source">How the member becomes a text.</param>
internal sealed record RegularExpressionRuleModel(PatternModel Expression, TextSource Source) : RuleModel;
