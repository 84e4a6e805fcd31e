using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing;

/// <summary>The part of an event that this generator wrote. Only analyzers see it.</summary>
internal static class GeneratedPart
{
    /// <summary>Whether it is a stub: the generator found an error. Without a diagnostic of the same event, the generator cannot see something that analyzers do.</summary>
    public static bool IsStub(INamedTypeSymbol type) => type.GetMembers().Any(static member =>
        member is IPropertySymbol { ExplicitInterfaceImplementations: [{ Name: "Descriptor", ContainingType.Name: "IGoQueueEvent" }, ..] }
        && member.DeclaringSyntaxReferences.Any(static part => part.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody.Expression: ThrowExpressionSyntax }));
}
