using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>
/// Judges constants while compiling, by the rule sources that judge them at run time. What it cannot judge holds: custom attributes, and dates, which have no
/// constants. Compare is judged where both values are known, by <see cref="Differ"/>.
/// </summary>
internal static class ConstantRules
{
    // A pattern must not hold up an editor; one that takes longer is judged at run time.
    private const int LongestMatchMilliseconds = 100;

    /// <summary>The rules of a type's member; null where the type has no such public property.</summary>
    /// <param name="type">The type, of this assembly or another.</param>
    /// <param name="member">The property's name; of a positional parameter the same.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static MemberRulesModel? Of(INamedTypeSymbol type, string member, KnownSymbols known, CancellationToken cancellationToken)
    {
        foreach (var candidate in TypeRulesParser.Of(type, known, cancellationToken).Members)
        {
            if (candidate.Rules.Name == member)
            {
                return candidate.Rules;
            }
        }

        return null;
    }

    /// <summary>The rules of a member that a constant breaks; empty where it breaks none.</summary>
    public static ImmutableArray<BrokenRule> Check(MemberRulesModel member, ConstantValue constant)
    {
        var broken = ImmutableArray.CreateBuilder<BrokenRule>();
        foreach (var rule in member.Rules)
        {
            if (!Holds(rule, constant))
            {
                broken.Add(BrokenBy(rule, member));
                if (rule is RequiredRuleModel)
                {
                    return broken.ToImmutable();
                }
            }
        }

        if (constant.IsNull && member.RefusesNull)
        {
            // As at run time: a missing value breaks this rule alone.
            return [new BrokenRule("Required", RuleMessages.Format(RuleMessages.Required, member.DisplayText))];
        }

        return broken.ToImmutable();
    }

    /// <summary>What validation says of a member that breaks a rule.</summary>
    public static BrokenRule BrokenBy(RuleModel rule, MemberRulesModel member) => new(rule.Name, MessageOf(rule.Message, member.DisplayText));

    /// <summary>Whether two values of one type are surely not equal.</summary>
    public static bool Differ(ConstantValue one, ConstantValue other)
    {
        if (one.IsEmptyCollection || other.IsEmptyCollection)
        {
            return false;
        }

        // A number may be written in another type than the member's: 1 for a long.
        return (one.Value, other.Value) is (not (null or string or char or bool), not (null or string or char or bool))
            ? ToDouble(one.Value!) != ToDouble(other.Value!)
            : !Equals(one.Value, other.Value);
    }

    private static bool Holds(RuleModel rule, ConstantValue constant) => rule switch
    {
        RequiredRuleModel required => Holds(required, constant),
        ValuesRuleModel values when !constant.IsEmptyCollection => Holds(values, constant),
        _ when constant.IsNull => true,
        LengthRuleModel length => LengthOf(constant) is not { } actual || LengthRule.Holds(actual, length.Minimum, length.Maximum),
        TextRuleModel when constant.Value is string text => Holds(rule.Name, text),
        RegularExpressionRuleModel expression when constant.Value is { } value => Holds(expression.Expression, Convert.ToString(value, CultureInfo.InvariantCulture)),
        RangeRuleModel range when constant.Value is { } value => Holds(range, value),
        EnumDataTypeRuleModel @enum when constant.Value is { } value => Holds(@enum, value),
        _ => true,
    };

    private static bool Holds(RequiredRuleModel rule, ConstantValue constant) => rule switch
    {
        { IsText: true } => constant.Value is string text ? RequiredRule.Holds(text, rule.AllowEmptyStrings) : !constant.IsNull,
        _ => !constant.IsNull,
    };

    private static bool Holds(ValuesRuleModel rule, ConstantValue constant)
    {
        var contains = constant.IsNull ? rule.ContainsNull : Contains(rule.Values, constant.Value!);
        return contains == rule.IsAllowed;
    }

    private static int? LengthOf(ConstantValue constant) => constant switch
    {
        { IsEmptyCollection: true } => 0,
        { Value: string text } => text.Length,
        _ => null,
    };

    private static bool Holds(string rule, string text) => rule switch
    {
        "EmailAddress" => EmailAddressRule.Holds(text),
        "Phone" => PhoneRule.Holds(text),
        "Url" => UrlRule.Holds(text),
        "CreditCard" => CreditCardRule.Holds(text),
        "Base64String" => Base64StringRule.Holds(text),
        _ => true,
    };

    private static bool Holds(PatternModel pattern, string? text)
    {
        var timeout = pattern.TimeoutMilliseconds < 0 ? LongestMatchMilliseconds : Math.Min(pattern.TimeoutMilliseconds, LongestMatchMilliseconds);
        return RegularExpressionRule.Holds(text, new Regex(pattern.Pattern, RegexOptions.None, TimeSpan.FromMilliseconds(timeout)), out var timedOut) || timedOut;
    }

    private static bool Holds(RangeRuleModel rule, object value)
    {
        if (rule.Minimum.Number is not { } minimum || rule.Maximum.Number is not { } maximum)
        {
            return true;
        }

        var (above, below) = (rule.MinimumIsExclusive, rule.MaximumIsExclusive);
        if (value is string text)
        {
            return rule.Minimum.IsInteger
                ? RangeRule.HoldsText(text, int.Parse(minimum, CultureInfo.InvariantCulture), int.Parse(maximum, CultureInfo.InvariantCulture), above, below)
                : RangeRule.HoldsText(text, double.Parse(minimum, CultureInfo.InvariantCulture), double.Parse(maximum, CultureInfo.InvariantCulture), above, below);
        }

        var rounds = rule.Comparison == nameof(RangeRule.HoldsRounded);
        return value switch
        {
            float or double => InRange(rounds ? Math.Round(ToDouble(value)) : ToDouble(value), ToDouble(minimum), ToDouble(maximum)),
            char character => InRange(character, ToDouble(minimum), ToDouble(maximum)),
            bool flag => InRange(flag ? 1 : 0, ToDouble(minimum), ToDouble(maximum)),
            _ when decimal.TryParse(minimum, NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
                && decimal.TryParse(maximum, NumberStyles.Float, CultureInfo.InvariantCulture, out var high) =>
                RangeRule.Holds(rounds ? Math.Round(ToDecimal(value)) : ToDecimal(value), low, high, above, below),
            _ => InRange(ToDouble(value), ToDouble(minimum), ToDouble(maximum)),
        };

        bool InRange(double number, double low, double high) => RangeRule.Holds(number, low, high, above, below);
    }

    private static bool Holds(EnumDataTypeRuleModel rule, object value)
    {
        if (rule.IsText || value is not IConvertible)
        {
            return true;
        }

        if (!rule.IsFlags)
        {
            return Contains(rule.Values, value);
        }

        var flags = rule.Values.Select(static v => ulong.Parse(Digits(v), CultureInfo.InvariantCulture)).ToArray();
        return EnumDataTypeRule.IsCombination(value is ulong bits ? bits : unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture)), flags);
    }

    private static bool Contains(EquatableArray<string> literals, object value)
    {
        var sought = ConstantLiteral.Of(value);
        foreach (var literal in literals)
        {
            // A number may be written in another type than the member's: 1 for a long.
            if (literal == sought || (value is not (string or char or bool) && Digits(literal) == Digits(sought)))
            {
                return true;
            }
        }

        return false;
    }

    // Of "(short)(-3)", "3UL" and "0.5d".
    private static string Digits(string literal) =>
        literal.Substring(literal.IndexOf(')') < literal.Length - 1 ? literal.IndexOf(')') + 1 : 0).Trim('(', ')', 'U', 'L', 'd', 'f', 'm');

    private static string MessageOf(MessageModel message, string name)
    {
        var arguments = new object[message.ArgumentTexts.Count + 1];
        arguments[0] = name;
        for (var i = 0; i < message.ArgumentTexts.Count; i++)
        {
            arguments[i + 1] = message.ArgumentTexts[i];
        }

        return string.Format(CultureInfo.InvariantCulture, message.Text, arguments);
    }

    private static double ToDouble(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static decimal ToDecimal(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
