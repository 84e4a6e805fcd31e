using System.Globalization;
using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads <c>[StringLength]</c>, <c>[MinLength]</c>, <c>[MaxLength]</c> and <c>[Length]</c>.</summary>
internal static class LengthRuleParser
{
    public static LengthRuleModel? Parse(AttributeData data, MemberContext member)
    {
        var name = RuleName.Of(data);
        var isText = member.Type.SpecialType == SpecialType.System_String;
        var source = isText ? "{0}.Length" : name == "StringLength" ? null : CollectionTypes.LengthOf(member.Type);
        if (source is null)
        {
            member.ReportUnfit(data, name == "StringLength" ? "a string" : "a string or a collection");
            return null;
        }

        // Without an argument, MaxLength means whatever the storage allows.
        var first = data.Positional(0, name == "MaxLength" ? -1 : 0);
        var (minimum, maximum) = name switch
        {
            "StringLength" => (data.Named<int>("MinimumLength"), first),
            "Length" => (first, data.Positional<int>(1)),
            "MinLength" => (first, int.MaxValue),
            _ => (0, first == -1 ? int.MaxValue : first),
        };
        if (minimum < 0 || maximum < minimum || (name == "MaxLength" && maximum == 0))
        {
            var fault = minimum < 0 || maximum < 0 ? "has a negative length"
                : maximum < minimum ? $"has the minimum {Text(minimum)} above the maximum {Text(maximum)}"
                : "has the maximum 0, which the attribute refuses";
            member.Report(ValidationDiagnostics.UnsatisfiableLimits, data, fault);
            return null;
        }

        var message = name switch
        {
            "StringLength" when minimum != 0 && !MessageParser.IsCustom(data) =>
                MessageParser.Parse(data, member, nameof(RuleMessages.StringLengthWithMinimum), RuleMessages.StringLengthWithMinimum, Argument(maximum), Argument(minimum)),
            "StringLength" => MessageParser.Parse(data, member, nameof(RuleMessages.StringLength), RuleMessages.StringLength, Argument(maximum), Argument(minimum)),
            "Length" => MessageParser.Parse(data, member, nameof(RuleMessages.Length), RuleMessages.Length, Argument(minimum), Argument(maximum)),
            "MinLength" => MessageParser.Parse(data, member, nameof(RuleMessages.MinLength), RuleMessages.MinLength, Argument(minimum)),
            _ => MessageParser.Parse(data, member, nameof(RuleMessages.MaxLength), RuleMessages.MaxLength, Argument(first)),
        };
        return new LengthRuleModel(minimum, maximum, source) { Name = name, Message = message };
    }

    private static (string Expression, string Text) Argument(int length) => (Text(length), Text(length));

    private static string Text(int length) => length.ToString(CultureInfo.InvariantCulture);
}
