using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>
/// Reads <c>[AllowedValues]</c> and <c>[DeniedValues]</c>. They compare with object.Equals: a value of another type than the member's, even
/// <c>1</c> for a <c>long</c>, is never equal.
/// </summary>
internal static class ValuesRuleParser
{
    public static ValuesRuleModel? Parse(AttributeData data, MemberContext member)
    {
        if (data.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } values])
        {
            return null;
        }

        // AllowedValues(null) is a null array: the attribute throws.
        if (values.IsNull)
        {
            member.Report(ValidationDiagnostics.ValueNeverEqual, data, "null instead of a list", member.Type.ShortName());
            return null;
        }

        var literals = new List<string>();
        var containsNull = false;
        foreach (var value in values.Values)
        {
            if (value.IsNull)
            {
                containsNull = true;
            }
            else if (value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum && SymbolEqualityComparer.Default.Equals(value.Type, member.Type))
            {
                var literal = ConstantLiteral.Of(value.Value);
                if (!literals.Contains(literal))
                {
                    literals.Add(literal);
                }
            }
            else
            {
                member.Report(
                    ValidationDiagnostics.ValueNeverEqual,
                    data,
                    $"the {(value.Kind == TypedConstantKind.Error ? "value" : value.Type?.ShortName())} {value.ToCSharpStringSafely()}",
                    member.Type.ShortName());
                return null;
            }
        }

        var isAllowed = RuleName.Of(data) == "AllowedValues";
        return new ValuesRuleModel(
            isAllowed, literals.ToEquatableArray(), member.Type.TypeKind == TypeKind.Enum ? $"({member.Type.FullName()})" : "", containsNull)
        {
            Name = RuleName.Of(data),
            Message = isAllowed
                ? MessageParser.Parse(data, member, nameof(RuleMessages.AllowedValues), RuleMessages.AllowedValues)
                : MessageParser.Parse(data, member, nameof(RuleMessages.DeniedValues), RuleMessages.DeniedValues),
        };
    }

    private static string ToCSharpStringSafely(this TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error ? "with an error" : ConstantLiteral.Of(constant) ?? "with an error";
}
