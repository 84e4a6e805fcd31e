using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Collects the attributes of a member: of the property, of what it overrides, and of the positional parameter it was made of.</summary>
internal static class MemberAttributes
{
    /// <param name="property">The member.</param>
    /// <param name="type">The type whose values are looked at; may be derived from the property's.</param>
    public static ImmutableArray<AttributeData> Of(IPropertySymbol property, INamedTypeSymbol type) => Of(property, type, PrimaryConstructor.Of(type));

    /// <param name="property">The member.</param>
    /// <param name="type">The type whose values are looked at; may be derived from the property's.</param>
    /// <param name="constructor">The primary constructor of <paramref name="type"/>.</param>
    public static ImmutableArray<AttributeData> Of(IPropertySymbol property, INamedTypeSymbol type, IMethodSymbol? constructor)
    {
        var isInherited = !SymbolEqualityComparer.Default.Equals(type, property.ContainingType);
        var own = isInherited ? PrimaryConstructor.Of(property.ContainingType) : constructor;
        var parameter = PrimaryConstructor.ParameterOf(own, property.Name)?.GetAttributes() ?? [];
        var attributes = parameter.IsEmpty ? property.GetAttributes() : parameter.AddRange(property.GetAttributes());
        if (isInherited)
        {
            attributes = attributes.AddRange(OfDerivedParameters(property, type, constructor));
        }

        return property.OverriddenProperty is { } overridden ? attributes.AddRange(Inherited(property, overridden, attributes)) : attributes;
    }

    // record Derived([StringLength(9)] string Name) : Base(Name): the parameter applies to the inherited property, also in what derives from Derived.
    private static List<AttributeData> OfDerivedParameters(IPropertySymbol property, INamedTypeSymbol type, IMethodSymbol? constructor)
    {
        var attributes = new List<AttributeData>();
        for (var current = type; current is not null && !SymbolEqualityComparer.Default.Equals(current, property.ContainingType); current = current.BaseType)
        {
            var primary = SymbolEqualityComparer.Default.Equals(current, type) ? constructor : PrimaryConstructor.Of(current);
            if (PrimaryConstructor.ParameterOf(primary, property.Name) is { } parameter)
            {
                attributes.InsertRange(0, parameter.GetAttributes());
            }
        }

        return attributes;
    }

    // As reflection does: an attribute of the overridden property counts where the overriding one does not carry its like.
    private static IEnumerable<AttributeData> Inherited(IPropertySymbol property, IPropertySymbol overridden, ImmutableArray<AttributeData> own)
    {
        foreach (var attribute in Of(overridden, property.ContainingType.BaseType ?? overridden.ContainingType))
        {
            var replaced = false;
            foreach (var other in own)
            {
                replaced |= SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, other.AttributeClass);
            }

            if (!replaced)
            {
                yield return attribute;
            }
        }
    }
}
