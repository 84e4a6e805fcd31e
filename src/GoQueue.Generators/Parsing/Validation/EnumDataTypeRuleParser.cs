using System.Globalization;
using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads <c>[EnumDataType]</c>.</summary>
internal static class EnumDataTypeRuleParser
{
    public static EnumDataTypeRuleModel? Parse(AttributeData data, MemberContext member)
    {
        if (data.Positional<INamedTypeSymbol>(0) is not { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } type)
        {
            member.Report(ValidationDiagnostics.RuleDoesNotFitType, data, "names a type that is not an enum", "name an enum");
            return null;
        }

        var isText = member.Type.SpecialType == SpecialType.System_String;
        if (!isText && !IsInteger(member.Type.SpecialType) && !SymbolEqualityComparer.Default.Equals(member.Type, type))
        {
            member.ReportUnfit(data, $"{type.Name}, an integer or a string");
            return null;
        }

        var isFlags = HasFlags(type);
        return new EnumDataTypeRuleModel(
            type.FullName(), underlying.FullName(), isFlags, isText, isFlags ? FlagsOf(type) : ValuesOf(type))
        {
            Name = RuleName.Of(data),
            Message = MessageParser.Parse(data, member, nameof(RuleMessages.Invalid), RuleMessages.Invalid),
        };
    }

    private static EquatableArray<string> ValuesOf(INamedTypeSymbol type)
    {
        var values = new List<string>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && ConstantLiteral.Of(field.ConstantValue) is var value && !values.Contains(value))
            {
                values.Add(value);
            }
        }

        return values.ToEquatableArray();
    }

    private static EquatableArray<string> FlagsOf(INamedTypeSymbol type)
    {
        var values = new SortedSet<ulong>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field)
            {
                values.Add(field.ConstantValue is ulong unsigned ? unsigned : unchecked((ulong)Convert.ToInt64(field.ConstantValue, CultureInfo.InvariantCulture)));
            }
        }

        return values.Reverse().Select(static v => ConstantLiteral.Of(v)).ToEquatableArray();
    }

    private static bool HasFlags(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInteger(SpecialType type) => type is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
}
