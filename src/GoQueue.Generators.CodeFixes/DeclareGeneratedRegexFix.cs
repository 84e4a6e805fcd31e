using System.Composition;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ4007: declares a <c>[GeneratedRegex]</c> member with the pattern, which generated validation then calls.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareGeneratedRegexFix))]
[Shared]
internal sealed class DeclareGeneratedRegexFix() : SyntaxFixProvider("Declare a [GeneratedRegex] member", ValidationDiagnostics.RegexWithoutGeneratedRegex.Id)
{
    private const string Namespace = "System.Text.RegularExpressions";

    // RegularExpressionAttribute.MatchTimeoutInMilliseconds
    private const string DefaultTimeout = "2000";

    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList.Arguments: { Count: > 0 } arguments } attribute
            || attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || NameOf(attribute) is not { } name)
        {
            yield break;
        }

        foreach (var around in type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (Modifiers.AddPartial(around) is { } partial)
            {
                yield return partial;
            }
        }

        var pattern = arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression.ToString();
        var timeout = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "MatchTimeoutInMilliseconds")?.Expression.ToString() ?? DefaultTimeout;
        var prefix = type.SyntaxTree.GetCompilationUnitRoot().Usings.Any(static directive => directive.Name?.ToString() == Namespace && directive.Alias is null) ? "" : Namespace + ".";
        var outer = IndentationOf(type);
        var member = $$"""

            {{outer}}    [{{prefix}}GeneratedRegex({{pattern}}, {{prefix}}RegexOptions.None, {{timeout}})]
            {{outer}}    private static partial {{prefix}}Regex {{name}}Pattern();
            """.Replace("\r\n", "\n");
        if (type.OpenBraceToken.IsKind(SyntaxKind.None))
        {
            yield return new TextChange(new TextSpan(type.SemicolonToken.SpanStart, 0), $"\n{outer}{{");
            yield return new TextChange(new TextSpan(type.SemicolonToken.SpanStart, 0), member);
            yield return new TextChange(type.SemicolonToken.Span, $"\n{outer}}}");
        }
        else
        {
            var last = type.CloseBraceToken.GetPreviousToken();

            // These members stand together; other members get a line between.
            var isFirst = type.Members.LastOrDefault() is not (null or MethodDeclarationSyntax { Body: null, ExpressionBody: null });
            yield return new TextChange(new TextSpan(last.Span.End, 0), isFirst ? "\n" + member : member);
        }
    }

    private static string? NameOf(AttributeSyntax attribute) => attribute.Parent?.Parent switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    private static string IndentationOf(TypeDeclarationSyntax type)
    {
        var text = type.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(type.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
