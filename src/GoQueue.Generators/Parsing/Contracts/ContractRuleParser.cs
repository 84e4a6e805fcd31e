using System.Globalization;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Parsing.Validation;

namespace GoQueue.Generators.Parsing.Contracts;

/// <summary>Reads the rules of a member, with their values. Without validation there is no rule: nothing keeps a value out.</summary>
internal static class ContractRuleParser
{
    private static readonly Dictionary<string, string> s_texts = new(StringComparer.Ordinal)
    {
        ["EmailAddress"] = "email", ["Url"] = "url", ["Phone"] = "phone", ["CreditCard"] = "creditcard", ["Base64String"] = "base64",
    };

    public static void Read(ContractNode node, JsonMemberDraft member, TypeRules rules, bool validates)
    {
        foreach (var (property, marks) in rules.Marks)
        {
            if (property.Name == member.Symbol.Name)
            {
                node.IsEncrypted = marks.Encrypted is not null;
            }
        }

        if (!validates)
        {
            return;
        }

        foreach (var validated in rules.Members)
        {
            if (validated.Rules.Name == member.Symbol.Name)
            {
                foreach (var rule in validated.Rules.Rules)
                {
                    Read(node, rule, member.Model.IsSensitive);
                }
            }
        }

        node.Rules.Sort(static (left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
    }

    private static void Read(ContractNode node, RuleModel rule, bool isHidden)
    {
        switch (rule)
        {
            case RequiredRuleModel required:
                node.IsNullable = false;
                if (required is { IsText: true, AllowEmptyStrings: false })
                {
                    Add("nonblank");
                }

                break;
            case LengthRuleModel length:
                var maximum = length.Maximum == int.MaxValue ? "" : length.Maximum.ToString(CultureInfo.InvariantCulture);
                Add(ContractTypes.IsText(node.Type) ? "length" : "count", $"{length.Minimum.ToString(CultureInfo.InvariantCulture)}..{maximum}");
                break;
            case RangeRuleModel range:
                ReadRange(node, range, isHidden);
                break;
            case RegularExpressionRuleModel expression:
                Add("pattern", ContractText.Quoted(expression.Expression.Pattern));
                break;
            case TextRuleModel text when s_texts.TryGetValue(text.Name, out var name):
                Add(name);
                break;
            case ValuesRuleModel values when !isHidden:
                Add(values.IsAllowed ? "oneof" : "notof", string.Join("|", ValuesOf(values)));
                break;
            case EnumDataTypeRuleModel:
                Add("defined");
                break;
            case CompareRuleModel compare:
                Add("equal", ContractText.Word(compare.Other.TrimStart('@')));
                break;
            default:
                Add("rule", ContractText.Word(rule is CustomRuleModel custom ? custom.Type.Substring(custom.Type.LastIndexOfAny(['.', ':']) + 1) : rule.Name));
                break;
        }

        void Add(string name, string value = "") => node.Rules.Add(new ContractRule(name, value));
    }

    private static void ReadRange(ContractNode node, RangeRuleModel range, bool isHidden)
    {
        if (range is { Minimum.Number: { } minimum, Maximum.Number: { } maximum } && ContractTypes.IsNumber(node.Type))
        {
            AddLimit(range.MinimumIsExclusive ? ">" : ">=", minimum);
            AddLimit(range.MaximumIsExclusive ? "<" : "<=", maximum);
        }
        else
        {
            IEnumerable<string> limits = isHidden ? ["", ""] : range.Message.ArgumentTexts;
            node.Rules.Add(new ContractRule("range", ContractText.Quoted($"{(range.MinimumIsExclusive ? "(" : "[")}{string.Join("..", limits.Take(2))}{(range.MaximumIsExclusive ? ")" : "]")}")));
        }

        void AddLimit(string name, string number)
        {
            if (!number.EndsWith("Infinity", StringComparison.Ordinal))
            {
                node.Rules.Add(new ContractRule(name, ContractText.Number(number)));
            }
        }
    }

    // Literals of C#: a text without its quotes.
    private static IEnumerable<string> ValuesOf(ValuesRuleModel rule) => rule.Values
        .Select(static value => value.Length > 1 && value[0] == '"' && value[value.Length - 1] == '"' ? value.Substring(1, value.Length - 2) : value)
        .Concat(rule.ContainsNull ? ["null"] : [])
        .Select(ContractText.Word)
        .OrderBy(static value => value, StringComparer.Ordinal);
}
