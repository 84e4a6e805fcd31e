using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads <c>[Required]</c>.</summary>
internal static class RequiredRuleParser
{
    public static RequiredRuleModel? Parse(AttributeData data, MemberContext member)
    {
        if (member.Nullness == Nullness.Never)
        {
            member.Report(ValidationDiagnostics.RequiredOnValueType, data, member.Type.ShortName());
            return null;
        }

        return new RequiredRuleModel(member.Type.SpecialType == SpecialType.System_String, data.Named<bool>("AllowEmptyStrings"))
        {
            Name = RuleName.Of(data),
            Message = MessageParser.Parse(data, member, nameof(RuleMessages.Required), RuleMessages.Required),
        };
    }
}
