using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>
/// Types that another source generator may complete. Generators do not see each other's output: what is decided from
/// such a type's members may be wrong.
/// </summary>
internal static class ForeignParts
{
    /// <summary>
    /// Whether a partial type of this compilation has no member that is serialized, and an attribute that another
    /// generator may react to.
    /// </summary>
    public static bool HideMembersOf(INamedTypeSymbol type) => MayExist(type) && !HasSerializedMember(type);

    /// <summary>
    /// Whether another generator may add members to a type: it is partial, and carries an attribute that is neither
    /// ours nor the framework's.
    /// </summary>
    public static bool MayExist(INamedTypeSymbol type) => IsPartial(type) && type.GetAttributes().Any(IsForeign);

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(static part =>
        part.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    // An attribute that the other generator writes itself is an unknown type here.
    private static bool IsForeign(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } type)
        {
            return true;
        }

        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is not { IsGlobalNamespace: false, Name: "System" or "Microsoft" or "GoQueue" };
    }

    private static bool HasSerializedMember(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.GetMembers().Any(IsSerialized))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSerialized(ISymbol member) =>
        member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null } or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false }
        && (member.DeclaredAccessibility == Accessibility.Public || JsonAttributes.Find(member, "JsonIncludeAttribute") is not null)
        && !(JsonAttributes.Find(member, "JsonIgnoreAttribute") is { } ignored && JsonAttributes.Argument(ignored, "Condition") is null);
}
