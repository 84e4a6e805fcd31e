using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// Finds the members whose constructor argument reaches the property unchanged. Metadata cannot tell a synthesized property from
/// <c>Name { get; init; } = Name.Trim()</c>, so the manifest writes it down for the checks of call sites in other assemblies.
/// </summary>
internal static class DirectMemberParser
{
    public static EquatableArray<string> Parse(INamedTypeSymbol type)
    {
        var names = new List<string>();
        foreach (var member in type.GetMembers())
        {
            // The compiler declares the property of a positional parameter at that parameter.
            if (member is IPropertySymbol property
                && property.DeclaringSyntaxReferences is [var reference]
                && reference.GetSyntax() is ParameterSyntax)
            {
                names.Add(property.Name);
            }
        }

        return names.ToEquatableArray();
    }
}
