namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[EmailAddress]</c>, <c>[Phone]</c>, <c>[Url]</c>, <c>[CreditCard]</c>, <c>[Base64String]</c>: the class of the rule follows from the name.</summary>
internal sealed record TextRuleModel : RuleModel;
