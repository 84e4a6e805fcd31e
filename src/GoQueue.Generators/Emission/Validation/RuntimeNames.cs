namespace GoQueue.Generators.Emission.Validation;

/// <summary>What generated validation calls.</summary>
internal static class RuntimeNames
{
    public const string Rules = "global::GoQueue.Generated.Validation.Rules.";
    public const string Messages = Rules + "RuleMessages.";
    public const string CustomRule = "global::GoQueue.Generated.Validation.CustomRule";
    public const string Failures = "global::GoQueue.Generated.Validation.ValidationFailures";
}
