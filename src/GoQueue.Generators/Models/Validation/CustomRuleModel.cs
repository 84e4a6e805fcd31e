namespace GoQueue.Generators.Models.Validation;

/// <summary>An attribute of the user's own: made once, as it is written, and asked.</summary>
/// <param name="Creation">The C# expression that makes it.</param>
/// <param name="Type">The attribute's type.</param>
/// <param name="NeedsContext">Whether it wants a ValidationContext; otherwise only the value is handed to it.</param>
internal sealed record CustomRuleModel(string Creation, string Type, bool NeedsContext) : RuleModel;
