using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>The name of a rule: its attribute's, without "Attribute".</summary>
internal static class RuleName
{
    private const string Suffix = "Attribute";

    public static string Of(AttributeData data)
    {
        var name = data.AttributeClass?.Name ?? "";
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }
}
