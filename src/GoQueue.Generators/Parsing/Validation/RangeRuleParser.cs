using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads <c>[Range]</c>.</summary>
internal static class RangeRuleParser
{
    private const string Holds = nameof(RangeRule.Holds);
    private const string Rounded = nameof(RangeRule.HoldsRounded);
    private const string FromText = nameof(RangeRule.HoldsText);

    public static RangeRuleModel? Parse(AttributeData data, MemberContext member)
    {
        if (data.ConstructorArguments.Length is < 2 or > 3 || data.ConstructorArguments.Any(static a => a.Kind == TypedConstantKind.Error))
        {
            return null;
        }

        return data.ConstructorArguments.Length == 3 ? Typed(data, member)
            : data.ConstructorArguments[0].Value is int ? Integers(data, member)
            : Fractions(data, member);
    }

    private static RangeRuleModel? Integers(AttributeData data, MemberContext member)
    {
        var isEnum = member.Type.TypeKind == TypeKind.Enum;
        var type = (member.Type as INamedTypeSymbol)?.EnumUnderlyingType ?? member.Type;
        var (comparison, operand) = type.SpecialType switch
        {
            SpecialType.System_Int32 when !isEnum => (Holds, "{0}"),
            SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char
                or SpecialType.System_Int32 => (Holds, "(int){0}"),
            SpecialType.System_UInt32 or SpecialType.System_Int64 => (Holds, "(long){0}"),
            SpecialType.System_UInt64 => (Holds, "(decimal){0}"),
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => (Rounded, "{0}"),
            SpecialType.System_Boolean => (Holds, "({0} ? 1 : 0)"),
            SpecialType.System_String => (FromText, "{0}"),
            _ => ("", ""),
        };
        if (comparison.Length == 0)
        {
            return DoesNotFit(data, member, "a number");
        }

        if (comparison == Rounded)
        {
            member.Report(ValidationDiagnostics.RangeRounds, data, member.Type.ShortName());
        }

        return Model(data, member, comparison, operand, LimitParser.Number(data.Positional<int>(0)), LimitParser.Number(data.Positional<int>(1)));
    }

    private static RangeRuleModel? Fractions(AttributeData data, MemberContext member)
    {
        var (minimum, maximum) = (data.Positional<double>(0), data.Positional<double>(1));
        if (double.IsNaN(minimum) || double.IsNaN(maximum))
        {
            member.Report(ValidationDiagnostics.UnsatisfiableLimits, data, "has a limit that is no number");
            return null;
        }

        var isEnum = member.Type.TypeKind == TypeKind.Enum;
        var (comparison, operand) = member.Type.SpecialType switch
        {
            SpecialType.System_Double => (Holds, "{0}"),
            >= SpecialType.System_SByte and <= SpecialType.System_Single => (Holds, "(double){0}"),
            SpecialType.System_Boolean => (Holds, "({0} ? 1d : 0d)"),
            SpecialType.System_String => (FromText, "{0}"),
            _ => isEnum ? (Holds, "(double){0}") : ("", ""),
        };
        return comparison.Length == 0
            ? DoesNotFit(data, member, "a number")
            : Model(data, member, comparison, operand, LimitParser.Number(minimum), LimitParser.Number(maximum));
    }

    private static RangeRuleModel? Typed(AttributeData data, MemberContext member)
    {
        if (data.Positional<ITypeSymbol>(0) is not { } type)
        {
            return null;
        }

        // The attribute's converter takes no other type either: an int is never in Range(typeof(decimal), …).
        if (!SymbolEqualityComparer.Default.Equals(type, member.Type) || !LimitParser.Supports(type))
        {
            return DoesNotFit(data, member, LimitParser.Supports(type) ? $"a member of its limits' type '{type.ShortName()}'" : "a number, a date, a time, an enum, a bool or a char");
        }

        var (first, second) = (data.Positional<string>(1), data.Positional<string>(2));
        if (LimitParser.Parse(type, first) is not { } minimum)
        {
            member.Report(ValidationDiagnostics.LimitNotParsable, data, first ?? "null", type.ShortName());
            return null;
        }

        if (LimitParser.Parse(type, second) is not { } maximum)
        {
            member.Report(ValidationDiagnostics.LimitNotParsable, data, second ?? "null", type.ShortName());
            return null;
        }

        // Enums are compared as objects by Enum itself; their numbers are in the same order.
        var underlying = (type as INamedTypeSymbol)?.EnumUnderlyingType;
        return underlying is null
            ? Model(data, member, Holds, "{0}", minimum, maximum)
            : Model(data, member, Holds, $"({underlying.FullName()}){{0}}", OfUnderlying(minimum, underlying), OfUnderlying(maximum, underlying));
    }

    private static Limit OfUnderlying(Limit limit, INamedTypeSymbol underlying) =>
        limit with { Model = limit.Model with { Expression = $"({underlying.FullName()}){limit.Model.Expression}" } };

    private static RangeRuleModel? Model(AttributeData data, MemberContext member, string comparison, string operand, Limit minimum, Limit maximum)
    {
        var (above, below) = (data.Named<bool>("MinimumIsExclusive"), data.Named<bool>("MaximumIsExclusive"));
        var order = minimum.Value.CompareTo(maximum.Value);
        if (order > 0 || (order == 0 && (above || below)))
        {
            member.Report(
                ValidationDiagnostics.UnsatisfiableLimits,
                data,
                order > 0 ? $"has the minimum {minimum.Argument.Text} above the maximum {maximum.Argument.Text}" : "has equal limits and excludes one of them");
            return null;
        }

        var (constant, text) = (above, below) switch
        {
            (false, false) => (nameof(RuleMessages.Range), RuleMessages.Range),
            (true, false) => (nameof(RuleMessages.RangeAbove), RuleMessages.RangeAbove),
            (false, true) => (nameof(RuleMessages.RangeBelow), RuleMessages.RangeBelow),
            _ => (nameof(RuleMessages.RangeBetween), RuleMessages.RangeBetween),
        };
        return new RangeRuleModel
        {
            Name = RuleName.Of(data),
            Message = MessageParser.Parse(data, member, constant, text, minimum.Argument, maximum.Argument),
            Comparison = comparison,
            Operand = operand,
            Minimum = minimum.Model,
            Maximum = maximum.Model,
            MinimumIsExclusive = above,
            MaximumIsExclusive = below,
        };
    }

    private static RangeRuleModel? DoesNotFit(AttributeData data, MemberContext member, string fitting)
    {
        member.ReportUnfit(data, fitting);
        return null;
    }
}
