using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing;

/// <summary>What kind of type an event may be.</summary>
internal static class ShapeParser
{
    /// <summary>Whether anything at all can be generated for the type: whether other code can speak of it.</summary>
    public static bool CanExist(INamedTypeSymbol type, EventAttribute attribute, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var place = attribute.NameOfType(cancellationToken) ?? type.Locations.FirstOrDefault();
        if (type.IsStatic)
        {
            sink.Report(DeclarationDiagnostics.NotARecord, place, type.Name);
            return false;
        }

        if (type.IsRefLikeType)
        {
            sink.Report(DeclarationDiagnostics.RefStruct, place, type.Name);
            return false;
        }

        for (var current = type; current is not null; current = current.ContainingType)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (current.IsFileLocal)
            {
                sink.Report(DeclarationDiagnostics.FileLocal, ModifierOf(type, SyntaxKind.FileKeyword, cancellationToken) ?? place, type.Name);
                return false;
            }

            if (current.Arity > 0)
            {
                sink.Report(DeclarationDiagnostics.Generic, place, type.Name);
                return false;
            }

            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                var where = SymbolEqualityComparer.Default.Equals(current, type) ? "" : $" inside of '{current.Name}'";
                sink.Report(DeclarationDiagnostics.Inaccessible, place, type.Name, AccessibilityOf(current) + where);
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether another part of the type can be written.</summary>
    public static bool CanBeExtended(INamedTypeSymbol type, EventAttribute attribute, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (!type.IsRecord)
        {
            sink.Report(DeclarationDiagnostics.NotARecord, attribute.NameOfType(cancellationToken), type.Name);
            return false;
        }

        var extensible = true;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (TypeDeclarationParser.PartThatIsNotPartial(current, cancellationToken) is not { } part)
            {
                continue;
            }

            extensible = false;
            if (SymbolEqualityComparer.Default.Equals(current, type))
            {
                sink.Report(DeclarationDiagnostics.NotPartial, part.Identifier.GetLocation(), type.Name);
            }
            else
            {
                sink.Report(DeclarationDiagnostics.ContainerNotPartial, part.Identifier.GetLocation(), current.Name, type.Name);
            }
        }

        return extensible;
    }

    /// <summary>What can be published, but hardly as meant.</summary>
    public static void CheckIntent(INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (type.IsAbstract)
        {
            if (!type.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, known.JsonDerivedTypeAttribute)))
            {
                sink.Report(
                    DeclarationDiagnostics.AbstractWithoutDerivedTypes,
                    ModifierOf(type, SyntaxKind.AbstractKeyword, cancellationToken) ?? attribute.NameOfType(cancellationToken),
                    type.Name);
            }
        }
        else if (!type.IsSealed && type.IsRecord)
        {
            sink.Report(DeclarationDiagnostics.NotSealed, attribute.NameOfType(cancellationToken), type.Name);
        }

        // A record struct reaches the publisher as a copy that nobody else can change.
        if (type.IsReferenceType)
        {
            CheckMutability(type, attribute.NameOfType(cancellationToken), sink);
        }
    }

    private static void CheckMutability(INamedTypeSymbol type, Location? nameOfType, DiagnosticSink sink)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member.IsStatic || member.IsImplicitlyDeclared || !IsSeen(member, type))
                {
                    continue;
                }

                switch (member)
                {
                    case IPropertySymbol { SetMethod: { IsInitOnly: false } setter } when seen.Add(member.Name) && IsSeen(setter, type):
                        var place = setter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is AccessorDeclarationSyntax accessor
                            ? accessor.Keyword.GetLocation()
                            : PlaceOf(member);
                        sink.Report(DeclarationDiagnostics.Mutable, place, type.Name, member.Name, "init-only");
                        break;
                    case IPropertySymbol:
                        // What overrides or hides it decides.
                        seen.Add(member.Name);
                        break;
                    case IFieldSymbol { IsReadOnly: false, IsConst: false }:
                        sink.Report(DeclarationDiagnostics.Mutable, PlaceOf(member), type.Name, member.Name, "readonly");
                        break;
                }
            }
        }

        // A type of another assembly has no place here: the event that inherits from it has.
        Location? PlaceOf(ISymbol member) => member.Locations.FirstOrDefault(static location => location.IsInSource) ?? nameOfType;
    }

    private static bool IsSeen(ISymbol member, INamedTypeSymbol type) =>
        member.DeclaredAccessibility == Accessibility.Public
        || (member.DeclaredAccessibility == Accessibility.Internal && SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly));

    private static Location? ModifierOf(INamedTypeSymbol type, SyntaxKind modifier, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration)
            {
                foreach (var token in declaration.Modifiers)
                {
                    if (token.IsKind(modifier))
                    {
                        return token.GetLocation();
                    }
                }
            }
        }

        return null;
    }

    private static string AccessibilityOf(INamedTypeSymbol type) => type.DeclaredAccessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        _ => "private protected",
    };
}
