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
    /// <summary>Why an event cannot be published if nothing tells what this generator did not see.</summary>
    public const string UnknownRefusal = "something that it names is written by another generator, which this one cannot see; declare it in a file of your own, or move it to a referenced project";

    /// <summary>
    /// Whether a type, or a base type of it, is a partial type of this compilation that another generator seems to complete: it has no member
    /// that holds a serialized value and an attribute that the other generator may react to, or a hidden field with such an attribute.
    /// </summary>
    public static bool HideMembersOf(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if ((MayExist(current) && !HasSerializedMember(current)) || HasMarkedField(current))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Why a type that another generator declares cannot be published; null if there is a declaration that this one sees. Only the analyzers see such a
    /// type: for this generator it does not exist.
    /// </summary>
    public static string? WholeRefusalOf(ITypeSymbol type) => IsOfGenerator(type.OriginalDefinition)
        ? $"'{NameOf(type)}' is written by another generator, which this one cannot see; declare it in a file of your own, or move it to a referenced project"
        : null;

    /// <summary>Why an object cannot be published whose members another generator writes; null if this one sees all of them.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isEvent">Whether it is the event itself, and not a part of it.</param>
    public static string? MemberRefusalOf(INamedTypeSymbol type, bool isEvent)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.DeclaringSyntaxReferences.Any(static part => IsOfGenerator(part.SyntaxTree))
                && current.GetMembers().Any(static member => IsSerialized(member) && IsOfGenerator(member)))
            {
                return $"members of '{NameOf(current)}' are written by another generator, which this one cannot see; declare them in a file of your own, or move the type to a referenced project";
            }
        }

        return !isEvent && HideMembersOf(type)
            ? $"the members of '{NameOf(type)}' are written by another generator, which this one cannot see; put [JsonConverter(typeof(…))] on the part you write, or move the type to a referenced project"
            : null;
    }

    /// <summary>Whether an attribute is in a file that another generator wrote.</summary>
    public static bool IsOfGenerator(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } place && IsOfGenerator(place.SyntaxTree);

    /// <summary>The first type in a type that another generator declares: itself, an element or a type argument.</summary>
    public static ITypeSymbol? In(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => In(array.ElementType),
        INamedTypeSymbol named => IsOfGenerator(named.OriginalDefinition) ? named : named.TypeArguments.Select(In).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    /// <summary>
    /// Whether another generator may add members to a type: it is partial, and carries an attribute that is neither
    /// ours nor the framework's.
    /// </summary>
    public static bool MayExist(INamedTypeSymbol type) => IsPartial(type) && type.GetAttributes().Any(IsForeign);

    /// <summary>Whether the user names a converter of a type: the attribute is not in a file that another generator wrote.</summary>
    public static bool HasOwnConverter(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute =>
            attribute.AttributeClass is { } found && JsonAttributes.Is(found, "JsonConverterAttribute")
            && attribute.ApplicationSyntaxReference is not null && !IsOfGenerator(attribute));

    // [ObservableProperty] string? _name: the other generator writes the property.
    private static bool HasMarkedField(INamedTypeSymbol type) => type.GetMembers().Any(static member =>
            member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Private } && member.GetAttributes().Any(IsForeign))
        && IsPartial(type);

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

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
            if (current.GetMembers().Any(static member => IsSerialized(member) && !IsOfGenerator(member)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSerialized(ISymbol member) =>
        member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null } or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false }
        && (member is not IPropertySymbol property || HoldsValue(property))
        && (member.DeclaredAccessibility == Accessibility.Public || JsonAttributes.Find(member, "JsonIncludeAttribute") is not null)
        && !(JsonAttributes.Find(member, "JsonIgnoreAttribute") is { } ignored && JsonAttributes.Argument(ignored, "Condition") is null);

    // A computed property shows what a hidden part may hold; alone it is not the value.
    private static bool HoldsValue(IPropertySymbol property) =>
        property.SetMethod is not null
        || property.IsAbstract
        || property.DeclaringSyntaxReferences.IsEmpty
        || property.ContainingType.GetMembers().Any(member => member is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property))
        || property.ContainingType.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));

    // The analyzers see what the other generator wrote, this generator does not: they must not disagree. The compiler names such a file
    // {assembly}/{full name of the generator}/{hint}, below a folder of its own.
    private static bool IsOfGenerator(ISymbol member) =>
        !member.DeclaringSyntaxReferences.IsEmpty && member.DeclaringSyntaxReferences.All(static part => IsOfGenerator(part.SyntaxTree));

    private static bool IsOfGenerator(SyntaxTree tree)
    {
        var path = tree.FilePath.Split('/', '\\');
        return path is [.., var assembly, var generator, var file]
            && (file.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".generated.cs", StringComparison.OrdinalIgnoreCase))
            && generator.IndexOf('.') > 0
            && generator.Split('.')[0] == assembly.Split('.')[0];
    }
}
