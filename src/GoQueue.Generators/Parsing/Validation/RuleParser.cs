using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads one attribute of a member.</summary>
internal static class RuleParser
{
    /// <summary>The rule; null where the attribute is none, or cannot be kept, which is reported.</summary>
    public static RuleModel? Parse(AttributeData data, MemberContext member)
    {
        if (data.AttributeClass is not { } attribute || attribute.TypeKind == TypeKind.Error)
        {
            return null;
        }

        if (!IsDataAnnotation(attribute))
        {
            return CustomRuleParser.IsValidation(attribute, member.Known) ? CustomRuleParser.Parse(data, member) : null;
        }

        return attribute.Name switch
        {
            "RequiredAttribute" => RequiredRuleParser.Parse(data, member),
            "StringLengthAttribute" or "MinLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute" => LengthRuleParser.Parse(data, member),
            "RangeAttribute" => RangeRuleParser.Parse(data, member),
            "RegularExpressionAttribute" => RegularExpressionRuleParser.Parse(data, member),
            "EmailAddressAttribute" => Text(data, member, nameof(RuleMessages.EmailAddress), RuleMessages.EmailAddress),
            "PhoneAttribute" => Text(data, member, nameof(RuleMessages.Phone), RuleMessages.Phone),
            "UrlAttribute" => Text(data, member, nameof(RuleMessages.Url), RuleMessages.Url),
            "CreditCardAttribute" => Text(data, member, nameof(RuleMessages.CreditCard), RuleMessages.CreditCard),
            "Base64StringAttribute" => Text(data, member, nameof(RuleMessages.Base64String), RuleMessages.Base64String),
            "AllowedValuesAttribute" or "DeniedValuesAttribute" => ValuesRuleParser.Parse(data, member),
            "CompareAttribute" => CompareRuleParser.Parse(data, member),
            "EnumDataTypeAttribute" => EnumDataTypeRuleParser.Parse(data, member),

            // Says how a value is shown; its IsValid is always true.
            "DataTypeAttribute" => null,
            _ => CustomRuleParser.IsValidation(attribute, member.Known) ? CustomRuleParser.Parse(data, member) : null,
        };
    }

    /// <summary>Whether a type is one of the framework's own attributes.</summary>
    public static bool IsDataAnnotation(INamedTypeSymbol attribute) =>
        attribute.ContainingNamespace is
        {
            Name: "DataAnnotations",
            ContainingNamespace: { Name: "ComponentModel", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
        };

    private static TextRuleModel? Text(AttributeData data, MemberContext member, string constant, string text)
    {
        var isUri = constant == nameof(RuleMessages.Url) && member.Type is { Name: "Uri", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
        if (member.Type.SpecialType != SpecialType.System_String && !isUri)
        {
            member.ReportUnfit(data, "a string");
            return null;
        }

        return new TextRuleModel { Name = RuleName.Of(data), Message = MessageParser.Parse(data, member, constant, text) };
    }
}
