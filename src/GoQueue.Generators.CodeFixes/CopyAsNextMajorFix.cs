using System.Composition;
using System.Globalization;
using GoQueue.Generators.Analyzers.Contracts;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ6004: copies the event as the next major version, with an action and a name of its own. The original keeps its shape only if it is set back by hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CopyAsNextMajorFix))]
[Shared]
internal sealed class CopyAsNextMajorFix() : SyntaxFixProvider("Copy as the next major version", ContractDiagnostics.Breaking.Id)
{
    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        // A renamed member gets its JSON name back. Only one fix for each place: dotnet format applies all that there are.
        if ((diagnostic.Properties.TryGetValue(ContractFinding.Row, out var row) && row == ContractTable.MemberRenamed.Id)
            || !diagnostic.Properties.TryGetValue(ContractFinding.Version, out var text) || !EventVersion.TryParse(text, out var version)
            || node.FirstAncestorOrSelf<TypeDeclarationSyntax>(static found => EventAttributeOf(found) is not null) is not { } type
            || EventAttributeOf(type) is not { } attribute)
        {
            yield break;
        }

        var suffix = "V" + (version.Major + 1).ToString(CultureInfo.InvariantCulture);
        if (type.Parent?.ChildNodes().OfType<TypeDeclarationSyntax>().Any(other => other.Identifier.ValueText == type.Identifier.ValueText + suffix) == true)
        {
            // Copied before: the original is to be set back.
            yield break;
        }

        var edits = new List<(TextSpan Span, string Text)> { (type.Identifier.Span, type.Identifier.Text + suffix) };
        if (!TryEdit(attribute, nameof(EventAttribute.Action), static (value, next) => value + "." + next.ToLowerInvariant(), suffix, edits)
            || !TryEdit(attribute, nameof(EventAttribute.Version), static (_, next) => next.Substring(1) + ".0", suffix, edits))
        {
            yield break;
        }

        TryEdit(attribute, nameof(EventAttribute.Name), static (value, next) => value + next, suffix, edits);
        foreach (var constructor in type.Members.OfType<ConstructorDeclarationSyntax>())
        {
            edits.Add((constructor.Identifier.Span, constructor.Identifier.Text + suffix));
        }

        var source = type.SyntaxTree.GetText();
        var copy = source.GetSubText(type.Span).WithChanges(edits.OrderBy(static edit => edit.Span.Start).Select(edit => new TextChange(new TextSpan(edit.Span.Start - type.SpanStart, edit.Span.Length), edit.Text)));
        var indentation = source.ToString(TextSpan.FromBounds(source.Lines.GetLineFromPosition(type.SpanStart).Start, type.SpanStart));
        var line = source.Lines[0].EndIncludingLineBreak - source.Lines[0].End == 2 ? "\r\n" : "\n";
        yield return new TextChange(new TextSpan(type.Span.End, 0), line + line + indentation + copy);
    }

    private static bool TryEdit(AttributeSyntax attribute, string argument, Func<string, string, string> edit, string suffix, List<(TextSpan Span, string Text)> edits)
    {
        if (EventAttribute.ArgumentOf(attribute, argument)?.Expression is not LiteralExpressionSyntax literal || !literal.IsKind(SyntaxKind.StringLiteralExpression))
        {
            return false;
        }

        edits.Add((literal.Span, SymbolDisplay.FormatLiteral(edit(literal.Token.ValueText, suffix), quote: true)));
        return true;
    }

    private static AttributeSyntax? EventAttributeOf(TypeDeclarationSyntax type) =>
        type.AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(static found => found.Name.ToString().Split('.').Last() is "GoQueueEvent" or "GoQueueEventAttribute");
}
