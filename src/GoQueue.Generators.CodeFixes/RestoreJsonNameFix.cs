using System.Composition;
using GoQueue.Generators.Analyzers.Contracts;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ6004: gives a renamed member its old name in JSON.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RestoreJsonNameFix))]
[Shared]
internal sealed class RestoreJsonNameFix() : SyntaxFixProvider("Give it back its JSON name", ContractDiagnostics.Breaking.Id)
{
    private const string Attribute = "System.Text.Json.Serialization.JsonPropertyName";

    protected override IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(ContractFinding.Row, out var row) || row != ContractTable.MemberRenamed.Id
            || !diagnostic.Properties.TryGetValue(ContractFinding.OldName, out var name) || name is null)
        {
            yield break;
        }

        var literal = SymbolDisplay.FormatLiteral(name, quote: true);
        var member = node.FirstAncestorOrSelf<SyntaxNode>(static found => found is ParameterSyntax or PropertyDeclarationSyntax);
        var lists = member switch { ParameterSyntax parameter => parameter.AttributeLists, PropertyDeclarationSyntax property => property.AttributeLists, _ => default };
        if (member is not null && lists.SelectMany(static list => list.Attributes).FirstOrDefault(IsName) is { } given)
        {
            // The name that it has got is in an attribute.
            if (given.ArgumentList?.Arguments is [{ Expression: { } expression }])
            {
                yield return new TextChange(expression.Span, literal);
            }
        }
        else if (member is not null)
        {
            yield return new TextChange(new TextSpan(member.SpanStart, 0), $"[{(member is ParameterSyntax ? "property: " : "")}{Attribute}({literal})] ");
        }
    }

    private static bool IsName(AttributeSyntax attribute) => attribute.Name.ToString().Split('.').Last() is "JsonPropertyName" or "JsonPropertyNameAttribute";
}
