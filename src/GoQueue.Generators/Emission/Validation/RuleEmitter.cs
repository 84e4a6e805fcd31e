using System.Globalization;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Validation;

namespace GoQueue.Generators.Emission.Validation;

/// <summary>Writes the rules of one member, which stands in the local <c>member</c>.</summary>
internal sealed class RuleEmitter(CodeWriter writer, ValidationModel model, MemberRulesModel member, bool isPresent)
{
    private string Guard => isPresent ? "" : member.Nullness switch
    {
        Nullness.Reference => "member is not null && ",
        Nullness.NullableValue => "member.HasValue && ",
        Nullness.DefaultArray => "!member.IsDefault && ",
        _ => "",
    };

    private string Operand => member.Nullness == Nullness.NullableValue ? "member.GetValueOrDefault()" : "member";

    /// <summary>The condition under which a member is not there although it must be.</summary>
    public static string MissingIf(MemberRulesModel member, RequiredRuleModel? rule) => rule switch
    {
        { IsText: true } => $"!{RuntimeNames.Rules}RequiredRule.Holds(member, {Literal.Of(rule.AllowEmptyStrings)})",
        _ => NullIf("member", member.Nullness),
    };

    /// <summary>The condition under which a value is null.</summary>
    public static string NullIf(string expression, Nullness nullness) =>
        nullness == Nullness.DefaultArray ? $"{expression}.IsDefault" : $"{expression} is null";

    /// <summary>Adds a failure of the member.</summary>
    public static void WriteFailure(CodeWriter writer, MemberRulesModel member, string rule, string message) =>
        writer.Line($"failures.Add({Literal.Of(member.Name)}, {Literal.Of(rule)}, {message});");

    /// <summary>The C# expression of a rule's text.</summary>
    public static string MessageOf(MessageModel message, MemberRulesModel member)
    {
        var arguments = string.Concat(message.Arguments.Select(static a => ", " + a));
        return $"{RuntimeNames.Messages}Format({message.Format}, {member.DisplayName}{arguments})";
    }

    /// <summary>Writes one rule; <c>[Required]</c> is written around all others.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="index">Its place, for the names of locals.</param>
    public void Write(RuleModel rule, int index)
    {
        switch (rule)
        {
            case LengthRuleModel length:
                WriteIf($"{Guard}!{RuntimeNames.Rules}LengthRule.Holds({LengthOf(length)}, {Number(length.Minimum)}, {MaximumOf(length)})", rule);
                break;
            case RangeRuleModel range:
                WriteIf(BrokenIf(range), rule);
                break;
            case TextRuleModel:
                WriteIf($"!{RuntimeNames.Rules}{rule.Name}Rule.Holds(member)", rule);
                break;
            case RegularExpressionRuleModel expression:
                WriteExpression(expression, index);
                break;
            case ValuesRuleModel values when BrokenIf(values) is { } condition:
                WriteIf(condition, rule);
                break;
            case CompareRuleModel compare:
                WriteIf($"!global::System.Collections.Generic.EqualityComparer<{compare.Type}>.Default.Equals(member, value.{compare.Other})", rule);
                break;
            case EnumDataTypeRuleModel @enum:
                WriteIf(BrokenIf(@enum, index), rule);
                break;
            case CustomRuleModel custom:
                WriteCustom(custom);
                break;
        }
    }

    private void WriteIf(string condition, RuleModel rule)
    {
        writer.Open($"if ({condition})");
        WriteFailure(writer, member, rule.Name, MessageOf(rule.Message, member));
        writer.Close();
    }

    private string LengthOf(LengthRuleModel rule) =>
        string.Format(CultureInfo.InvariantCulture, rule.Source, Operand);

    private static string MaximumOf(LengthRuleModel rule) => rule.Maximum == int.MaxValue ? "int.MaxValue" : Number(rule.Maximum);

    private string BrokenIf(RangeRuleModel rule)
    {
        var guard = rule.Comparison == "HoldsText" ? "" : Guard;
        var operand = string.Format(CultureInfo.InvariantCulture, rule.Operand, Operand);
        var bounds = rule.MinimumIsExclusive || rule.MaximumIsExclusive
            ? $", {Literal.Of(rule.MinimumIsExclusive)}, {Literal.Of(rule.MaximumIsExclusive)}"
            : "";
        return $"{guard}!{RuntimeNames.Rules}RangeRule.{rule.Comparison}({operand}, {rule.Minimum.Expression}, {rule.Maximum.Expression}{bounds})";
    }

    private void WriteExpression(RegularExpressionRuleModel rule, int index)
    {
        var expression = $"Expressions.{ExpressionsEmitter.NameOf(model, rule.Expression)}";
        var timedOut = $"timedOut{Number(index)}";
        var call = rule.Source switch
        {
            TextSource.Text => $"!{RuntimeNames.Rules}RegularExpressionRule.Holds(member, {expression}, out var {timedOut})",
            TextSource.Formattable or TextSource.Enum => $"{Guard}!{RuntimeNames.Rules}RegularExpressionRule.Holds{(rule.Source == TextSource.Enum ? "Enum" : "Formatted")}({Operand}, {expression}, out var {timedOut})",
            _ => $"{Guard}!{RuntimeNames.Rules}RegularExpressionRule.Holds({Operand}.ToString(), {expression}, out var {timedOut})",
        };
        writer.Open($"if ({call})");
        writer.Line($"failures.Add({Literal.Of(member.Name)}, {Literal.Of(rule.Name)}, {timedOut}").Indent();
        writer.Line($"? {RuntimeNames.Messages}Format({RuntimeNames.Messages}RegularExpressionTimeout, {member.DisplayName}, (long){expression}.MatchTimeout.TotalMilliseconds)");
        writer.Line($": {MessageOf(rule.Message, member)});").Unindent();
        writer.Close();
    }

    private string? BrokenIf(ValuesRuleModel rule)
    {
        var values = rule.Values.Select(v => rule.Cast.Length == 0 ? v : $"{rule.Cast}({v})").ToList();
        if (rule.ContainsNull && member.Nullness is Nullness.Reference or Nullness.NullableValue)
        {
            values.Add("null");
        }

        if (values.Count == 0)
        {
            // Nothing is allowed; nothing is denied.
            return rule.IsAllowed ? "true" : null;
        }

        return $"member is {(rule.IsAllowed ? "not " : "")}({string.Join(" or ", values)})";
    }

    private string BrokenIf(EnumDataTypeRuleModel rule, int index)
    {
        if (!rule.IsText)
        {
            return Guard + NotNamed(rule, Operand);
        }

        var parsed = $"parsed{Number(index)}";
        return $"!string.IsNullOrEmpty(member) && (!global::System.Enum.TryParse<{rule.Enum}>(member, false, out var {parsed}) || {NotNamed(rule, parsed)})";
    }

    private string NotNamed(EnumDataTypeRuleModel rule, string operand)
    {
        if (rule.IsFlags)
        {
            return $"!{RuntimeNames.Rules}EnumDataTypeRule.IsCombination(unchecked((ulong)({rule.Underlying}){operand}), Flags.{FlagsEmitter.NameOf(model, rule)})";
        }

        return rule.Values.IsEmpty ? "true" : $"unchecked(({rule.Underlying}){operand}) is not ({string.Join(" or ", rule.Values)})";
    }

    private void WriteCustom(CustomRuleModel rule)
    {
        var attribute = $"Attributes.{AttributesEmitter.NameOf(model, rule)}";
        if (rule.NeedsContext)
        {
            writer.Line($"{RuntimeNames.CustomRule}.Check({attribute}, {Literal.Of(rule.Name)}, {member.Whole}, value, {Literal.Of(member.Name)}, {member.DisplayName}, ref failures);");
            return;
        }

        writer.Open($"if (!{attribute}.IsValid({member.Whole}))");
        WriteFailure(writer, member, rule.Name, $"{attribute}.FormatErrorMessage({member.DisplayName})");
        writer.Close();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
