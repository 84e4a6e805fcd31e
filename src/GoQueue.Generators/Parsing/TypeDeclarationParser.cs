using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing;

/// <summary>Reads how a type is declared: its names, its containers, its modifiers.</summary>
internal static class TypeDeclarationParser
{
    private static readonly SymbolDisplayFormat s_namespace = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static readonly SymbolDisplayFormat s_name = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static TypeDeclarationModel Parse(INamedTypeSymbol type)
    {
        var containers = new List<string>();
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Insert(0, $"{DeclarationOf(container)} {NameOf(container)}");
        }

        return new TypeDeclarationModel
        {
            Name = NameOf(type),
            FullName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            MetadataName = MetadataNameOf(type),
            Namespace = type.ContainingNamespace is { IsGlobalNamespace: false } named ? named.ToDisplayString(s_namespace) : null,
            Declaration = DeclarationOf(type),
            Containers = containers.ToEquatableArray(),
            IsPublic = IsPublic(type),
            IsValueType = type.IsValueType,
            IsSealed = type.IsSealed,
        };
    }

    // As a declaration has it: no type may be called "required" or "file" without the escape.
    private static string NameOf(INamedTypeSymbol type)
    {
        var name = type.ToDisplayString(s_name);
        return name.StartsWith("@", StringComparison.Ordinal) || SyntaxFacts.GetContextualKeywordKind(type.Name) == SyntaxKind.None ? name : "@" + name;
    }

    /// <summary>The name as in metadata, <c>Shop.Orders+Created</c>.</summary>
    public static string MetadataNameOf(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            name = $"{container.MetadataName}+{name}";
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } named ? $"{named.ToDisplayString()}.{name}" : name;
    }

    /// <summary>The first part of the type without <c>partial</c>, or null where every part has it.</summary>
    public static TypeDeclarationSyntax? PartThatIsNotPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return declaration;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether another symbol of the same metadata name comes first: <c>class A</c> beside <c>struct A</c> is the compiler's error, and
    /// the generated files of both would clash.
    /// </summary>
    public static bool IsShadowed(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            var siblings = current.ContainingType is { } container
                ? container.GetTypeMembers(current.Name, current.Arity)
                : current.ContainingNamespace.GetTypeMembers(current.Name, current.Arity);
            if (siblings.Length > 1 && !SymbolEqualityComparer.Default.Equals(siblings[0], current))
            {
                return true;
            }
        }

        return false;
    }

    private static string DeclarationOf(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "partial interface",
        { IsRecord: true, IsValueType: true } => "partial record struct",
        { IsRecord: true } => "partial record",
        { IsValueType: true } => "partial struct",
        _ => "partial class",
    };

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }
}
