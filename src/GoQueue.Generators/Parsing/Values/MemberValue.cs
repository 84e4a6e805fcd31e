using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Values;

/// <summary>What the rules, keys and headers of a member see: its value, or the value in it.</summary>
/// <param name="Expression">The C# expression after <c>value.</c>: <c>Id</c>, <c>Id.Value</c>, <c>Id?.Value</c>.</param>
/// <param name="Type">Its type; of a nullable value, the value's.</param>
/// <param name="Nullness">How it says that it is not there.</param>
/// <param name="IsInner">Whether it is the value in the member.</param>
internal readonly record struct MemberValue(string Expression, ITypeSymbol Type, Nullness Nullness, bool IsInner)
{
    public static MemberValue Of(IPropertySymbol property, KnownSymbols known)
    {
        var (type, nullness) = MemberRulesParser.NullnessOf(property.Type);
        var name = TypeNames.Escaped(property.Name);
        if (known.ValueOf(type).Form is not { } form)
        {
            return new(name, type, nullness, IsInner: false);
        }

        var isThere = nullness == Nullness.Never;
        return new(
            $"{name}{(isThere ? "." : "?.")}{form.Property}",
            form.Inner,
            form.Inner.IsReferenceType ? Nullness.Reference : isThere ? Nullness.Never : Nullness.NullableValue,
            IsInner: true);
    }
}
