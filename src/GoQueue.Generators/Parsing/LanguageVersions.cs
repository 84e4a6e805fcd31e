using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Parsing;

/// <summary>The language versions that generated code can be compiled as.</summary>
internal static class LanguageVersions
{
    /// <summary>The first version with everything that generated code uses (collection expressions).</summary>
    public const LanguageVersion Needed = LanguageVersion.CSharp12;

    /// <summary>Whether generated code compiles beside a file; if not, GQ0001 is the only message, and nothing is generated.</summary>
    public static bool IsSupported(SyntaxNode node) => node.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= Needed };

    /// <summary>
    /// Whether the compiler knows [OverloadResolutionPriority]. Without it, overloads with a token would make calls
    /// ambiguous that pass <c>default</c> or <c>null</c> as the second argument.
    /// </summary>
    public static bool HasOverloadPriorities(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is [var reference, ..] && reference.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp13 };
}
