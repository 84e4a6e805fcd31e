using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing;

/// <summary>Reads <c>: Parent(Email)</c> after a record's parameters: what its primary constructor gives to that of its base.</summary>
internal static class BaseConstructorCall
{
    /// <summary>The call; null where the base has no primary constructor, or another one of its constructors is called.</summary>
    public static IInvocationOperation? Of(PrimaryConstructorBaseTypeSyntax syntax, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetOperation(syntax, cancellationToken) is IInvocationOperation { TargetMethod: { ContainingType: { } type } target } call
        && SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, PrimaryConstructor.Of(type.OriginalDefinition))
            ? call
            : null;

    /// <summary>The base whose positional parameter of this name gets the type's own one as it is; null where something else is given. Source only.</summary>
    public static INamedTypeSymbol? TargetOf(INamedTypeSymbol type, string name, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax { BaseList.Types: [PrimaryConstructorBaseTypeSyntax syntax, ..] }
                || Of(syntax, compilation.GetSemanticModel(syntax.SyntaxTree), cancellationToken) is not { } call)
            {
                continue;
            }

            foreach (var argument in call.Arguments)
            {
                if (argument.Parameter?.Name == name && argument.Value is IParameterReferenceOperation { Parameter.Name: var given } && given == name)
                {
                    return call.TargetMethod.ContainingType.OriginalDefinition;
                }
            }
        }

        return null;
    }
}
