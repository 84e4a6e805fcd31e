using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.CSharp;

/// <summary>How types and members are written in generated code.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_nullable = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_key = s_nullable
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNotNullableReferenceTypeModifier);

    /// <summary>With <c>global::</c>, without the <c>?</c> of references.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>
    /// A name that differs where null is admitted in other places: <c>Page&lt;string&gt;</c>, <c>Page&lt;string?&gt;</c>, and <c>Page&lt;string&gt;</c> of a file
    /// without annotations have rules of their own. The annotation of the value itself is not part of it.
    /// </summary>
    public static string Key(this INamedTypeSymbol type) =>
        type.IsGenericType ? type.Unannotated().ToDisplayString(s_key) : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type without the annotation of the value itself; those of its type arguments stay.</summary>
    public static INamedTypeSymbol Unannotated(this INamedTypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.None ? type : (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.None);

    /// <summary>With <c>global::</c> and every <c>?</c>.</summary>
    public static string FullNameWithNullability(this ITypeSymbol type) => type.ToDisplayString(s_nullable);

    /// <summary>For messages: <c>int</c>, <c>List&lt;string&gt;</c>.</summary>
    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>A member's name after a dot.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A member's name where contextual keywords, such as <c>value</c> and <c>field</c>, would mean something else.</summary>
    public static string EscapedEverywhere(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
