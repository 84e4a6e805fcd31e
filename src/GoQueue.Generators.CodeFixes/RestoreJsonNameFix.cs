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
        switch (node.FirstAncestorOrSelf<SyntaxNode>(static found => found is ParameterSyntax or PropertyDeclarationSyntax))
        {
            case ParameterSyntax parameter:
                yield return new TextChange(new TextSpan(parameter.SpanStart, 0), $"[property: {Attribute}({literal})] ");
                break;
            case PropertyDeclarationSyntax property when !property.AttributeLists.SelectMany(static list => list.Attributes).Any(static found => found.Name.ToString().EndsWith("JsonPropertyName", StringComparison.Ordinal)):
                yield return new TextChange(new TextSpan(property.SpanStart, 0), $"[{Attribute}({literal})] ");
                break;
        }
    }
}
