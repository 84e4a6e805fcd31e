using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>
/// Our own attributes on a member. The only reader of them: ToString, logs, routing and the rules must agree on what is hidden, and on where
/// an attribute may stand (the property, the parameter it was made of, the property it overrides or implements, the record around it).
/// </summary>
internal readonly struct LibraryAttributes
{
    public AttributeData? Sensitive { get; private init; }

    public AttributeData? Encrypted { get; private init; }

    public AttributeData? OrderingKey { get; private init; }

    public AttributeData? Header { get; private init; }

    /// <summary><c>[Encrypted]</c> on the type of the value, or on a base type of it.</summary>
    public AttributeData? EncryptedType { get; private init; }

    /// <summary>Whether the mark that hides the value stands on the property of an interface.</summary>
    public bool IsOfInterface { get; private init; }

    /// <summary>Whether the member itself is marked: its value must not be seen outside of the message's body.</summary>
    public bool IsHidden => Sensitive is not null || Encrypted is not null;

    /// <summary>What keeps the value out of ToString and logs; null if it may be shown.</summary>
    public AttributeData? Mask => Sensitive ?? Encrypted ?? EncryptedType;

    /// <summary>The marks of a member.</summary>
    /// <param name="member">A property or field.</param>
    /// <param name="type">The type of the value; may be derived from the member's.</param>
    /// <param name="known">The types of the compilation.</param>
    public static LibraryAttributes Of(ISymbol member, INamedTypeSymbol type, KnownSymbols known) =>
        Of(member, type, member is IPropertySymbol property ? MemberAttributes.Of(OverrideOf(property, type), type) : member.GetAttributes(), known);

    /// <param name="member">A property or field.</param>
    /// <param name="type">The type of the value; may be derived from the member's.</param>
    /// <param name="attributes">The attributes of the member, as <see cref="MemberAttributes"/> collects them.</param>
    /// <param name="known">The types of the compilation.</param>
    public static LibraryAttributes Of(ISymbol member, INamedTypeSymbol type, ImmutableArray<AttributeData> attributes, KnownSymbols known)
    {
        var marks = Of(attributes, known) with { EncryptedType = EncryptedTypeOf(type, known) };
        for (var current = type; current is { SpecialType: SpecialType.None } && !marks.IsHidden; current = current.BaseType)
        {
            marks = WithParametersOf(marks, current, member.Name, known);
        }

        return marks.IsHidden ? marks : WithInterfacesOf(marks, member, type, known);
    }

    /// <summary><c>[Encrypted]</c> on a type, or on a base type of it.</summary>
    public static AttributeData? EncryptedTypeOf(INamedTypeSymbol type, KnownSymbols known)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (Of(current.GetAttributes(), known).Encrypted is { } encrypted)
            {
                return encrypted;
            }
        }

        return null;
    }

    /// <summary>The marks among the attributes of one symbol.</summary>
    public static LibraryAttributes Of(ImmutableArray<AttributeData> attributes, KnownSymbols known)
    {
        var symbols = known.Validation;
        var marks = default(LibraryAttributes);
        foreach (var data in attributes)
        {
            marks = new LibraryAttributes
            {
                Sensitive = marks.Sensitive ?? Match(data, symbols.SensitiveAttribute),
                Encrypted = marks.Encrypted ?? Match(data, symbols.EncryptedAttribute),
                OrderingKey = marks.OrderingKey ?? Match(data, symbols.OrderingKeyAttribute),
                Header = marks.Header ?? Match(data, symbols.EventHeaderAttribute),
            };
        }

        return marks;
    }

    /// <summary>Whether a parameter of a constructor fills this member, as System.Text.Json binds them: ignoring case.</summary>
    public static bool Fills(IParameterSymbol parameter, string member) => string.Equals(parameter.Name, member, StringComparison.OrdinalIgnoreCase);

    // The property that is read when the base's one is named.
    private static IPropertySymbol OverrideOf(IPropertySymbol property, INamedTypeSymbol type)
    {
        if (property is not ({ IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }))
        {
            return property;
        }

        for (var current = type; current is not null && !SymbolEqualityComparer.Default.Equals(current, property.ContainingType); current = current.BaseType)
        {
            foreach (var member in current.GetMembers(property.Name))
            {
                for (var overridden = (member as IPropertySymbol)?.OverriddenProperty; overridden is not null; overridden = overridden.OverriddenProperty)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden, property))
                    {
                        return (IPropertySymbol)member;
                    }
                }
            }
        }

        return property;
    }

    // Of any constructor: a superfluous mask does no harm, a secret in a log does.
    private static LibraryAttributes WithParametersOf(LibraryAttributes marks, INamedTypeSymbol type, string member, KnownSymbols known)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (Fills(parameter, member))
                {
                    var found = Of(parameter.GetAttributes(), known);
                    marks = marks with { Sensitive = marks.Sensitive ?? found.Sensitive, Encrypted = marks.Encrypted ?? found.Encrypted };
                }
            }
        }

        return marks;
    }

    // By name, whether or not another member implements it explicitly: a superfluous mask does no harm.
    private static LibraryAttributes WithInterfacesOf(LibraryAttributes marks, ISymbol member, INamedTypeSymbol type, KnownSymbols known)
    {
        foreach (var contract in type.AllInterfaces)
        {
            foreach (var declared in contract.GetMembers(member.Name))
            {
                var found = declared is IPropertySymbol ? Of(declared.GetAttributes(), known) : default;
                if (found.IsHidden)
                {
                    return marks with { Sensitive = found.Sensitive, Encrypted = found.Encrypted, IsOfInterface = true };
                }
            }
        }

        return marks;
    }

    private static AttributeData? Match(AttributeData data, INamedTypeSymbol? attribute) =>
        attribute is not null && SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute) ? data : null;
}
