using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>Members that C# demands in an object initializer (CS9035).</summary>
internal static class RequiredMembers
{
    /// <summary>Whether a constructor alone makes a complete object: nothing is required, or it sets all of it.</summary>
    public static bool AreSetBy(IMethodSymbol constructor)
    {
        if (HasAttribute(constructor))
        {
            return true;
        }

        for (var current = constructor.ContainingType; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a constructor carries <c>[SetsRequiredMembers]</c>.</summary>
    public static bool HasAttribute(IMethodSymbol constructor) => constructor.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: "SetsRequiredMembersAttribute" } type && JsonScalars.IsIn(type, "System.Diagnostics.CodeAnalysis"));
}
