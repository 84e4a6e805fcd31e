using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>Tells whether what is given to a constructor or an initializer is what the property then holds.</summary>
internal static class DirectMembers
{
    /// <summary>Whether an argument of the primary constructor reaches the property of its name unchanged, the type's own or one of a base.</summary>
    /// <param name="type">The type that is created.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="root">The event that the creation is, or is inside of: its manifest speaks for the records inside of it too.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static bool IsPassedOn(INamedTypeSymbol type, string name, INamedTypeSymbol root, KnownSymbols known, CancellationToken cancellationToken)
    {
        if (!type.DeclaringSyntaxReferences.IsEmpty)
        {
            foreach (var member in type.GetMembers(name))
            {
                if (member is IPropertySymbol property)
                {
                    // The compiler declares the property of a positional parameter at that parameter.
                    return property.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(cancellationToken) is ParameterSyntax;
                }
            }

            return BaseConstructorCall.TargetOf(type, name, known.Compilation, cancellationToken) is { } parent && IsPassedOn(parent, name, root, known, cancellationToken);
        }

        if (ReferencedIndex.Of(known, cancellationToken).EntryOf(type) is { } own)
        {
            return own.DirectMembers.Contains(name);
        }

        return ReferencedIndex.Of(known, cancellationToken).EntryOf(root) is { } entry
            && entry.DirectMembers.Contains($"{TypeDeclarationParser.MetadataNameOf(type)}:{name}");
    }

    /// <summary>Whether what an initializer assigns is what the property then holds: its accessors are the compiler's own.</summary>
    public static bool IsAuto(IPropertySymbol property)
    {
        if (property.SetMethod is not { } setter)
        {
            return false;
        }

        if (property.DeclaringSyntaxReferences is [var reference])
        {
            return reference.GetSyntax() switch
            {
                ParameterSyntax => true,
                PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } => accessors.All(static a => a.Body is null && a.ExpressionBody is null),
                _ => false,
            };
        }

        // In metadata, reference assemblies included, only the compiler's own accessors carry this.
        return setter.GetAttributes().Any(static data => data.AttributeClass is { Name: "CompilerGeneratedAttribute" });
    }
}
