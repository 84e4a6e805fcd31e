using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing;

/// <summary>Finds the primary constructor of a record: attributes of positional members stand on its parameters.</summary>
internal static class PrimaryConstructor
{
    /// <summary>The constructor; null where the type has none, or where metadata does not show it.</summary>
    public static IMethodSymbol? Of(INamedTypeSymbol type)
    {
        IMethodSymbol? deconstruct = null;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences is [var reference])
            {
                if (reference.GetSyntax() is TypeDeclarationSyntax)
                {
                    return constructor;
                }
            }
            else if (!type.DeclaringSyntaxReferences.IsEmpty)
            {
                // A constructor that the compiler adds to a type of this compilation.
                continue;
            }
            else if (constructor.Parameters.Length > 0 && Fits(constructor, deconstruct ??= DeconstructOf(type)))
            {
                return constructor;
            }
        }

        return null;
    }

    /// <summary>The parameter that a property of this name was made of, or null.</summary>
    public static IParameterSymbol? ParameterOf(IMethodSymbol? constructor, string name)
    {
        if (constructor is not null)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (parameter.Name == name)
                {
                    return parameter;
                }
            }
        }

        return null;
    }

    // Nothing in metadata marks a primary constructor; only records with one get a Deconstruct from the compiler.
    private static IMethodSymbol? DeconstructOf(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers("Deconstruct"))
        {
            if (member is IMethodSymbol { Parameters.Length: > 0 } method)
            {
                foreach (var attribute in method.GetAttributes())
                {
                    if (attribute.AttributeClass is { Name: "CompilerGeneratedAttribute" })
                    {
                        return method;
                    }
                }
            }
        }

        return null;
    }

    private static bool Fits(IMethodSymbol constructor, IMethodSymbol? deconstruct)
    {
        if (deconstruct is null || deconstruct.Parameters.Length != constructor.Parameters.Length)
        {
            return false;
        }

        for (var i = 0; i < constructor.Parameters.Length; i++)
        {
            if (constructor.Parameters[i].Name != deconstruct.Parameters[i].Name
                || !SymbolEqualityComparer.Default.Equals(constructor.Parameters[i].Type, deconstruct.Parameters[i].Type))
            {
                return false;
            }
        }

        return true;
    }
}
