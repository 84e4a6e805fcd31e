using System.Globalization;
using System.Text.Json;
using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Verification;

/// <summary>Checks the rules that a value alone decides. Patterns, own rules and rules of several members are the publisher's.</summary>
internal static class ContractRuleCheck
{
    /// <summary>What is wrong with a value; null if nothing is.</summary>
    public static string? FaultOf(ContractRule rule, JsonElement value) => (rule.Name, value.ValueKind) switch
    {
        ("length", JsonValueKind.String) => Length(rule, value.GetString()!.Length, "characters"),
        ("count", JsonValueKind.Array) => Length(rule, value.GetArrayLength(), "elements"),
        ("count", JsonValueKind.Object) => Length(rule, value.GetPropertyCount(), "entries"),
        ("nonblank", JsonValueKind.String) => string.IsNullOrWhiteSpace(value.GetString()) ? "a blank text, the contract says nonblank" : null,
        (">" or ">=" or "<" or "<=", JsonValueKind.Number) => Limit(rule, value),
        ("oneof", JsonValueKind.String) => Contains(rule, value) ? null : $"another value, the contract says {rule}",
        ("notof", JsonValueKind.String) => Contains(rule, value) ? $"a value that is excluded, the contract says {rule}" : null,
        ("email", JsonValueKind.String) => value.GetString() is { } text && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1 ? null : "no e-mail address, the contract says email",
        _ => null,
    };

    private static string? Length(ContractRule rule, int length, string unit)
    {
        var parts = rule.Value.Split("..");
        var minimum = int.TryParse(parts[0], CultureInfo.InvariantCulture, out var low) ? low : 0;
        var maximum = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var high) ? high : int.MaxValue;
        return length >= minimum && length <= maximum ? null : $"{length} {unit}, the contract says {(maximum == int.MaxValue ? $"at least {minimum}" : $"{minimum} to {maximum}")}";
    }

    private static string? Limit(ContractRule rule, JsonElement value)
    {
        if (!value.TryGetDecimal(out var number) || !decimal.TryParse(rule.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
        {
            return null;
        }

        var holds = rule.Name switch { ">" => number > limit, ">=" => number >= limit, "<" => number < limit, _ => number <= limit };
        return holds ? null : $"a number outside of the limits, the contract says {rule}";
    }

    private static bool Contains(ContractRule rule, JsonElement value) => ContractText.ReadList(rule.Value)?.Contains(value.GetString()!) == true;
}
