using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Values;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Reads <c>[Compare]</c>.</summary>
internal static class CompareRuleParser
{
    public static CompareRuleModel? Parse(AttributeData data, MemberContext member)
    {
        var name = data.Positional<string>(0) ?? "";
        if (Find(member.Owner, name) is not { } other)
        {
            member.Report(ValidationDiagnostics.CompareWithUnknownMember, data, $"'{name}', which is no public property of '{member.Owner.Name}'");
            return null;
        }

        // Compared as objects: int and int? are equal where their values are, int and long never.
        if (!SymbolEqualityComparer.Default.Equals(Unwrapped(other.Type), Unwrapped(member.Property.Type)))
        {
            member.Report(ValidationDiagnostics.CompareWithUnknownMember, data, $"'{name}', whose type '{other.Type.ShortName()}' is not '{Unwrapped(member.Property.Type).ShortName()}'");
            return null;
        }

        var compared = MemberValue.Of(other, member.Known);
        var isNullableValue = member.Nullness == Nullness.NullableValue || compared.Nullness == Nullness.NullableValue;
        var (display, text) = DisplayNameParser.Parse(other, MemberAttributes.Of(other, member.Owner), member);
        return new CompareRuleModel(
            compared.Expression,
            member.Type.FullName() + (isNullableValue || member.Type.IsReferenceType ? "?" : ""))
        {
            Name = RuleName.Of(data),
            Message = MessageParser.Parse(data, member, nameof(RuleMessages.Compare), RuleMessages.Compare, (display, text)),
        };
    }

    private static IPropertySymbol? Find(INamedTypeSymbol owner, string name)
    {
        for (var current = owner; current is not null; current = current.BaseType)
        {
            foreach (var candidate in current.GetMembers(name))
            {
                if (candidate is IPropertySymbol
                    {
                        DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public,
                    } property)
                {
                    return property;
                }
            }
        }

        return null;
    }

    private static ITypeSymbol Unwrapped(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
