using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>How types and members are written in generated code.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_nullable = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>With <c>global::</c>, without the <c>?</c> of references.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>With <c>global::</c> and every <c>?</c>.</summary>
    public static string FullNameWithNullability(this ITypeSymbol type) => type.ToDisplayString(s_nullable);

    /// <summary>For messages: <c>int</c>, <c>List&lt;string&gt;</c>.</summary>
    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>A member's name after a dot.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
