using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>
/// Whether anything that an event's values consist of is hidden, or must be encrypted. Looks at more types than the
/// validation does: also at computed members and at the arguments of framework types, because a member that is
/// overlooked here is sent or logged in clear text.
/// </summary>
internal sealed class MarkedTypes
{
    private readonly HashSet<ITypeSymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Stack<ITypeSymbol> _open = new();

    /// <summary>Whether a member or a type is marked as encrypted.</summary>
    public bool HasEncrypted { get; private set; }

    /// <summary>Whether a value must be masked in logs.</summary>
    public bool HasMasked { get; private set; }

    /// <summary>Looks at the event, and at everything that its members reach.</summary>
    public static MarkedTypes Of(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        var marked = new MarkedTypes();
        marked.Reach(type);
        while (marked._open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            marked.Look(marked._open.Pop(), known);
        }

        return marked;
    }

    private void Reach(ITypeSymbol type)
    {
        if (_seen.Add(type))
        {
            _open.Push(type);
        }
    }

    private void Look(ITypeSymbol type, KnownSymbols known)
    {
        if (type is IArrayTypeSymbol array)
        {
            Reach(array.ElementType);
        }

        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None or SpecialType.System_Nullable_T } named || named.TypeKind is TypeKind.Enum or TypeKind.Delegate)
        {
            foreach (var argument in (type as INamedTypeSymbol)?.TypeArguments ?? [])
            {
                Reach(argument);
            }

            return;
        }

        foreach (var argument in named.TypeArguments)
        {
            Reach(argument);
        }

        if (ValueShapeParser.IsOfTheFramework(named))
        {
            return;
        }

        foreach (var derived in TypeRulesParser.DerivedOf(named, known))
        {
            Reach(derived);
        }

        HasEncrypted |= LibraryAttributes.EncryptedTypeOf(named, known) is not null;
        for (var current = named; current is { SpecialType: SpecialType.None } && !ValueShapeParser.IsOfTheFramework(current); current = current.BaseType)
        {
            LookAtMembers(current, named, known);
        }

        // A list of the user's own: its elements are published, its members are not.
        foreach (var contract in named.AllInterfaces)
        {
            foreach (var argument in contract.TypeArguments)
            {
                Reach(argument);
            }
        }

        HasMasked |= HasEncrypted;
    }

    private void LookAtMembers(INamedTypeSymbol current, INamedTypeSymbol type, KnownSymbols known)
    {
        foreach (var member in current.GetMembers())
        {
            if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true } or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false })
            {
                var marks = LibraryAttributes.Of(member, type, known);
                HasEncrypted |= marks.Encrypted is not null;
                HasMasked |= marks.Mask is not null;
                if (member.DeclaredAccessibility == Accessibility.Public || JsonAttributes.Find(member, "JsonIncludeAttribute") is not null)
                {
                    Reach(member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type);
                }
            }
        }
    }
}
