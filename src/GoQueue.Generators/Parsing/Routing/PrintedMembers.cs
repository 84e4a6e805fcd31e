using GoQueue.Generators.CSharp;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>
/// What ToString prints of a record: which members, by whose method, and which of them must be masked.
/// </summary>
internal static class PrintedMembers
{
    /// <summary>The members that a record's own PrintMembers prints, as the compiler chooses them.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol type) => type.GetMembers().Where(static member =>
        member is IPropertySymbol { IsIndexer: false, IsOverride: false, GetMethod: not null } or IFieldSymbol { IsImplicitlyDeclared: false }
        && member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public });

    /// <summary>The members that the base records print, those of the first one first.</summary>
    public static IEnumerable<ISymbol> Inherited(INamedTypeSymbol type)
    {
        var members = new List<ISymbol>();
        for (var current = type.BaseType; IsRecordClass(current); current = current!.BaseType)
        {
            members.InsertRange(0, Of(current!));
        }

        return members;
    }

    /// <summary>Whether a record class has a base record.</summary>
    public static bool HasBase(INamedTypeSymbol type) => !type.IsValueType && IsRecordClass(type.BaseType);

    /// <summary>
    /// Whether a record prints its base's members itself: its base would show one that is masked here.
    /// </summary>
    public static bool ReplacesBase(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken) =>
        HasBase(type) && Inherited(type).Any(member => LibraryAttributes.Of(member, type, known).Mask is not null && !Masks(type.BaseType!, member, known, cancellationToken));

    /// <summary>Whether a part with a PrintMembers is generated for a record.</summary>
    public static bool IsGenerated(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        if (!type.IsRecord || OwnMethod(type, "PrintMembers") is not null)
        {
            return false;
        }

        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            return Methods(type, "PrintMembers").Any(IsOurs);
        }

        return CanBePartial(type, cancellationToken)
            && (Of(type).Any(member => LibraryAttributes.Of(member, type, known).Mask is not null) || ReplacesBase(type, known, cancellationToken));
    }

    /// <summary>Whether a part can be added to a record.</summary>
    public static bool CanBePartial(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || TypeDeclarationParser.PartThatIsNotPartial(current, cancellationToken) is not null)
            {
                return false;
            }
        }

        return type.IsRecord && !TypeDeclarationParser.IsShadowed(type);
    }

    /// <summary>The user's own method that decides what ToString shows of a member, or null.</summary>
    public static IMethodSymbol? OwnMethodFor(ISymbol member, INamedTypeSymbol type)
    {
        if (OwnMethod(type, "ToString") is { } text)
        {
            return text;
        }

        for (var current = type; IsRecordClass(current) || SymbolEqualityComparer.Default.Equals(current, type); current = current!.BaseType)
        {
            if (OwnMethod(current!, "ToString") is { IsSealed: true } final)
            {
                return final;
            }
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (OwnMethod(current, "PrintMembers") is { } printing)
            {
                return printing;
            }

            if (SymbolEqualityComparer.Default.Equals(current, member.ContainingType))
            {
                break;
            }
        }

        return null;
    }

    /// <summary>A PrintMembers or ToString that the user wrote.</summary>
    public static IMethodSymbol? OwnMethod(INamedTypeSymbol type, string name) =>
        Methods(type, name).FirstOrDefault(static method => !method.IsImplicitlyDeclared && !IsOurs(method) && !IsOfTheCompiler(method));

    // A PrintMembers that the user wrote stays as it is: it may omit more than what is marked.
    private static bool Masks(INamedTypeSymbol type, ISymbol member, KnownSymbols known, CancellationToken cancellationToken)
    {
        if (OwnMethod(type, "PrintMembers") is not null)
        {
            return true;
        }

        if (IsGenerated(type, known, cancellationToken))
        {
            return LibraryAttributes.Of(member, type, known).Mask is not null;
        }

        return !SymbolEqualityComparer.Default.Equals(member.ContainingType, type) && HasBase(type) && Masks(type.BaseType!, member, known, cancellationToken);
    }

    private static bool IsRecordClass(INamedTypeSymbol? type) => type is { IsRecord: true, IsValueType: false };

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type, string name) => type.GetMembers(name)
        .OfType<IMethodSymbol>()
        .Where(method => !method.IsStatic && method.Parameters.Length == (name == "ToString" ? 0 : 1));

    private static bool IsOurs(IMethodSymbol method) => method.GetAttributes().Any(static a =>
        a.AttributeClass is { Name: "GeneratedCodeAttribute" } && a.Positional<string>(0) == GeneratedCode.Tool);

    // In metadata nothing else tells the compiler's methods from the user's.
    private static bool IsOfTheCompiler(IMethodSymbol method) => method.GetAttributes().Any(static a => a.AttributeClass is { Name: "CompilerGeneratedAttribute" });
}
