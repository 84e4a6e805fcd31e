using System.Text.RegularExpressions;
using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads <c>[RegularExpression]</c>.</summary>
internal static class RegularExpressionRuleParser
{
    private const int DefaultTimeout = 2000;

    public static RegularExpressionRuleModel? Parse(AttributeData data, MemberContext member)
    {
        if (SourceOf(member) is not { } source)
        {
            member.ReportUnfit(data, "a string or a value that is written as one");
            return null;
        }

        var pattern = data.Positional<string>(0);
        var timeout = data.Named("MatchTimeoutInMilliseconds", DefaultTimeout);
        if (FaultOf(pattern, timeout) is { } fault)
        {
            member.Report(ValidationDiagnostics.InvalidRegularExpression, data, fault);
            return null;
        }

        return new RegularExpressionRuleModel(new PatternModel(pattern!, timeout), source)
        {
            Name = RuleName.Of(data),
            Message = MessageParser.Parse(data, member, nameof(RuleMessages.RegularExpression), RuleMessages.RegularExpression, (Literal.Of(pattern), pattern!)),
        };
    }

    private static string? FaultOf(string? pattern, int timeout)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            return "its pattern is empty";
        }

        if (timeout is 0 or < -1)
        {
            return "its timeout is not positive";
        }

        try
        {
            _ = new Regex(pattern);
            return null;
        }
        catch (ArgumentException exception)
        {
            return InOneSentence(exception.Message, pattern!);
        }
    }

    // "Invalid pattern 'a(' at offset 2. Not enough )'s." has two, and ends with a dot.
    private static string InOneSentence(string fault, string pattern)
    {
        var text = fault.TrimEnd('.');
        var afterPattern = text.IndexOf(pattern, StringComparison.Ordinal) is >= 0 and var start ? start + pattern.Length : 0;
        return text.IndexOf(". ", afterPattern, StringComparison.Ordinal) is >= 0 and var end ? text.Remove(end, 1).Insert(end, ":") : text;
    }

    private static TextSource? SourceOf(MemberContext member)
    {
        switch (member.Type)
        {
            case { SpecialType: SpecialType.System_String }:
                return TextSource.Text;
            case { SpecialType: SpecialType.System_Boolean }:
                return TextSource.ToText;
            case { TypeKind: TypeKind.Enum }:
                return TextSource.Enum;
            case { IsValueType: true }:
                foreach (var implemented in member.Type.AllInterfaces)
                {
                    if (SymbolEqualityComparer.Default.Equals(implemented, member.Known.Validation.SpanFormattable))
                    {
                        return TextSource.Formattable;
                    }
                }

                return null;
            default:
                return null;
        }
    }
}
