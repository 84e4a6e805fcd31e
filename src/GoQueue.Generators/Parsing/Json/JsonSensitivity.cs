using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads [Sensitive] and [Encrypted], as far as they keep values out of logs.</summary>
internal static class JsonSensitivity
{
    /// <summary>Whether a member's value must not appear.</summary>
    /// <param name="owner">The type that is being read; the member may stand in a base type.</param>
    /// <param name="member">A property or field.</param>
    public static bool IsSensitive(INamedTypeSymbol owner, ISymbol member) =>
        IsMarked(member)
        || HasMarkedParameter(owner, member)
        || (!SymbolEqualityComparer.Default.Equals(owner, member.ContainingType) && HasMarkedParameter(member.ContainingType, member));

    /// <summary>Whether nothing of an event's body may appear.</summary>
    public static bool HidesBody(INamedTypeSymbol type, EventAttribute attribute)
    {
        if (IsMarked(type))
        {
            return true;
        }

        if (attribute.JsonContext is null)
        {
            return false;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol && IsSensitive(type, member))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // An attribute on a positional parameter stays on the parameter.
    private static bool HasMarkedParameter(INamedTypeSymbol type, ISymbol member)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (parameter.Name == member.Name && IsMarked(parameter))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsMarked(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "SensitiveAttribute" or "EncryptedAttribute" } type && JsonScalars.IsIn(type, "GoQueue"))
            {
                return true;
            }
        }

        return false;
    }
}
