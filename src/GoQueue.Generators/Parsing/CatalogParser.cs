using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing;

/// <summary>Reads a class annotated with <c>[GoQueueCatalog]</c>.</summary>
internal static class CatalogParser
{
    public static (TypeDeclarationModel? Model, DiagnosticInfo? Diagnostic) Parse(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        foreach (var data in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, known.GoQueueCatalogAttribute))
            {
                return FaultOf(type, cancellationToken) is { } fault
                    ? (null, new DiagnosticInfo(DeclarationDiagnostics.InvalidCatalog, PlaceOf(data, cancellationToken), type.Name, fault))
                    : (TypeDeclarationParser.Parse(type), null);
            }
        }

        return (null, null);
    }

    /// <summary>Whether the first catalog attribute of the type stands on this part of it.</summary>
    public static bool IsWrittenOn(INamedTypeSymbol type, SyntaxNode declaration, KnownSymbols known)
    {
        foreach (var data in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, known.GoQueueCatalogAttribute))
            {
                return data.ApplicationSyntaxReference is { } reference
                    && reference.SyntaxTree == declaration.SyntaxTree
                    && declaration.Span.Contains(reference.Span);
            }
        }

        return false;
    }

    private static string? FaultOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!type.IsStatic)
        {
            return "is not static";
        }

        // CS0542: a member cannot have the name of its class.
        if (type.Name is "All" or "JsonContext")
        {
            return "has the name of a member that is added to it";
        }

        for (var current = type; current is not null; current = current.ContainingType)
        {
            var where = SymbolEqualityComparer.Default.Equals(current, type) ? "" : $"stands in '{current.Name}', which ";
            if (current.IsFileLocal)
            {
                return where + "is local to its file";
            }

            if (current.Arity > 0)
            {
                return where + "is generic";
            }

            if (TypeDeclarationParser.PartThatIsNotPartial(current, cancellationToken) is not null)
            {
                return where + "is not partial";
            }
        }

        return null;
    }

    private static Location? PlaceOf(AttributeData data, CancellationToken cancellationToken) =>
        data.ApplicationSyntaxReference?.GetSyntax(cancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation();
}
