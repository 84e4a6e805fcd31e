using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Finds the smallest word to change.</summary>
internal static class JsonLocations
{
    /// <summary>Where a member's type is written; null where the member has no source.</summary>
    public static Location? TypeOf(ISymbol member, CancellationToken cancellationToken)
    {
        if (member.DeclaringSyntaxReferences is not [var reference, ..])
        {
            return null;
        }

        var type = reference.GetSyntax(cancellationToken) switch
        {
            PropertyDeclarationSyntax property => property.Type,
            ParameterSyntax parameter => parameter.Type,
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } => declaration.Type,
            _ => null,
        };
        return type?.GetLocation();
    }

    /// <summary>Where an attribute stands; null where it has no source.</summary>
    public static Location? Of(AttributeData? attribute, CancellationToken cancellationToken) =>
        attribute?.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation();
}
