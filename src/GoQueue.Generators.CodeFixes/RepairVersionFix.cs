using System.Composition;
using System.Globalization;
using System.Text.RegularExpressions;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ1007: adds the version, or makes two or three numbers of what is written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RepairVersionFix))]
[Shared]
internal sealed class RepairVersionFix() : SyntaxFixProvider("Write the version as major.minor", DeclarationDiagnostics.InvalidVersion.Id)
{
    private const string First = "1.0";

    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            yield break;
        }

        if (node is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression))
        {
            yield return new TextChange(literal.Span, Quoted(Repair(literal.Token.ValueText)));
        }
        else if (node is ExpressionSyntax expression && (expression.IsKind(SyntaxKind.NullLiteralExpression) || expression.IsKind(SyntaxKind.SuppressNullableWarningExpression)))
        {
            yield return new TextChange(expression.Span, Quoted(First));
        }
        else if (attribute.Span == diagnostic.Location.SourceSpan)
        {
            yield return Add(attribute);
        }
    }

    private static TextChange Add(AttributeSyntax attribute)
    {
        if (attribute.ArgumentList is not { } list)
        {
            return new TextChange(new TextSpan(attribute.Span.End, 0), $"(Version = {Quoted(First)})");
        }

        // After topic and action, the third positional argument is the version; named ones may follow it.
        var positional = list.Arguments.Count(argument => argument.NameEquals is null && argument.NameColon is null);
        if (positional == 2)
        {
            return new TextChange(new TextSpan(list.Arguments[1].Span.End, 0), ", " + Quoted(First));
        }

        var text = list.Arguments.Count == 0 ? $"Version = {Quoted(First)}" : $", Version = {Quoted(First)}";
        return new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), text);
    }

    private static string Repair(string version)
    {
        var numbers = Regex.Matches(version, "[0-9]+").Cast<Match>()
            .Select(match => match.Value.TrimStart('0') is { Length: > 0 } digits ? digits : "0")
            .Where(digits => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Take(3)
            .ToList();
        return numbers.Count switch
        {
            0 => First,
            1 => numbers[0] + ".0",
            _ => string.Join(".", numbers),
        };
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
