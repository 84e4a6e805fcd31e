using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>What kind of type an event may be.</summary>
internal static class ShapeParser
{
    /// <summary>Whether anything at all can be generated for the type.</summary>
    public static bool CanExist(INamedTypeSymbol type, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        _ = sink;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (current.Arity > 0 || current.IsFileLocal || current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
            {
                return false;
            }
        }

        return !type.IsRefLikeType;
    }

    /// <summary>Whether another part of the type can be written.</summary>
    public static bool CanBeExtended(INamedTypeSymbol type, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        _ = sink;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (!TypeDeclarationParser.IsPartial(current, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }
}
