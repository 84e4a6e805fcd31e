using GoQueue.Generated.Validation.Rules;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
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
        if (!SymbolEqualityComparer.Default.Equals(Unwrapped(other.Type), member.Type))
        {
            member.Report(ValidationDiagnostics.CompareWithUnknownMember, data, $"'{name}', whose type '{other.Type.ShortName()}' is not '{member.Type.ShortName()}'");
            return null;
        }

        var isNullableValue = member.Nullness == Nullness.NullableValue || !SymbolEqualityComparer.Default.Equals(Unwrapped(other.Type), other.Type);
        var (display, text) = DisplayNameParser.Parse(other, MemberAttributes.Of(other, member.Owner), member);
        return new CompareRuleModel(
            TypeNames.Escaped(name),
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
