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
            || NameOf(attribute) is not { } property)
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

        var name = FreeName(type, property + "Pattern");
        var pattern = arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression.ToString();
        var timeout = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "MatchTimeoutInMilliseconds")?.Expression.ToString() ?? DefaultTimeout;
        var prefix = type.SyntaxTree.GetCompilationUnitRoot().Usings.Any(static directive => directive.Name?.ToString() == Namespace && directive.Alias is null) ? "" : Namespace + ".";
        var outer = IndentationOf(type);
        var member = $$"""

            {{outer}}    [{{prefix}}GeneratedRegex({{pattern}}, {{prefix}}RegexOptions.None, {{timeout}})]
            {{outer}}    private static partial {{prefix}}Regex {{name}}();
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

    private static string FreeName(TypeDeclarationSyntax type, string wanted)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { type.Identifier.ValueText };
        foreach (var node in type.DescendantNodes(node => node == type || node is ParameterListSyntax or FieldDeclarationSyntax or VariableDeclarationSyntax))
        {
            var name = node switch
            {
                ParameterSyntax parameter => parameter.Identifier,
                PropertyDeclarationSyntax property => property.Identifier,
                MethodDeclarationSyntax method => method.Identifier,
                VariableDeclaratorSyntax variable => variable.Identifier,
                BaseTypeDeclarationSyntax nested => nested.Identifier,
                _ => default,
            };
            taken.Add(name.ValueText);
        }

        var free = wanted;
        for (var number = 2; taken.Contains(free); number++)
        {
            free = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return free;
    }

    private static string IndentationOf(TypeDeclarationSyntax type)
    {
        var text = type.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(type.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
