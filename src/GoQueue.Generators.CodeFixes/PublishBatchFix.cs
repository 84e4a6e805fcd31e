using System.Composition;
using GoQueue.Generators.Analyzers.Usage;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>
/// GQ5008: makes one batch of a <c>foreach</c> whose body is one publish and nothing else. A failure still throws, but after all messages
/// were tried.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PublishBatchFix))]
[Shared]
internal sealed class PublishBatchFix() : TextFixProvider("Publish as one batch", UsageDiagnostics.PublishInLoop.Id)
{
    protected override async Task<IReadOnlyCollection<TextChange>> ChangesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var call = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (model is null
            || call is not { Expression: MemberAccessExpressionSyntax method }
            || call.FirstAncestorOrSelf<ForEachStatementSyntax>() is not { AwaitKeyword.RawKind: 0 } loop

            // foreach (UserCreated item in objects) casts, which no batch does.
            || !model.GetForEachStatementInfo(loop).ElementConversion.IsIdentity
            || AwaitIn(loop) is not { } awaited
            || !awaited.Span.Contains(call.Span)
            || loop.DescendantTrivia(loop.Span).Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            || ArgumentsOf(call, loop.Identifier.ValueText) is not { } others
            || MessagesOf(call.ArgumentList.Arguments[0].Expression, loop, diagnostic.Properties[PublishInLoopAnalyzer.EventType], model, cancellationToken) is not { } messages)
        {
            return [];
        }

        var name = method.Name.Identifier.ValueText;
        var batch = name.Substring(0, name.Length - "Async".Length) + "BatchAsync";
        var arguments = method.Name is GenericNameSyntax generic ? generic.TypeArgumentList.ToString() : "";
        var after = awaited.Expression == call ? "" : awaited.Expression.ToString().Substring(call.Span.Length);
        return [new TextChange(loop.Span, $"(await {method.Expression}.{batch}{arguments}({messages}{others}){after}).ThrowIfAnyFailed();")];
    }

    private static AwaitExpressionSyntax? AwaitIn(ForEachStatementSyntax loop)
    {
        var body = loop.Statement is BlockSyntax block ? block.Statements is [var only] ? only : null : loop.Statement;
        return (body as ExpressionStatementSyntax)?.Expression as AwaitExpressionSyntax;
    }

    /// <summary>The arguments after the message, for the batch method; null where they depend on the message.</summary>
    private static string? ArgumentsOf(InvocationExpressionSyntax call, string item)
    {
        var text = "";
        for (var i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            if (i == 0)
            {
                if (argument.NameColon is not null)
                {
                    return null;
                }

                continue;
            }

            if (Mentions(argument, item))
            {
                return null;
            }

            // The batch method has its progress between options and token.
            text += argument.NameColon is null && i == 2 ? $", cancellationToken: {argument.Expression}" : $", {argument}";
        }

        return text;
    }

    private static string? MessagesOf(ExpressionSyntax message, ForEachStatementSyntax loop, string? eventType, SemanticModel model, CancellationToken cancellationToken)
    {
        var item = loop.Identifier.ValueText;
        var source = loop.Expression.ToString();
        var sourceType = model.GetTypeInfo(loop.Expression, cancellationToken).Type;
        if (message is IdentifierNameSyntax { Identifier.ValueText: var name } && name == item)
        {
            return sourceType is not null && IsReadOnlyCollection(sourceType) ? source : $"[.. {source}]";
        }

        if (message.DescendantNodesAndSelf().Any(static node => node is AwaitExpressionSyntax or AnonymousFunctionExpressionSyntax)
            || sourceType is null
            || model.LookupSymbols(loop.SpanStart, sourceType, "Select", includeReducedExtensionMethods: true).IsEmpty)
        {
            return null;
        }

        // A lambda's result is not target-typed: new(…) needs its type's name there.
        var made = message.ToString();
        if (message is ImplicitObjectCreationExpressionSyntax creation)
        {
            if (eventType is null)
            {
                return null;
            }

            made = $"new {eventType}" + made.Substring(creation.NewKeyword.Span.Length);
        }

        var primary = loop.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax or ElementAccessExpressionSyntax;
        return $"[.. {(primary ? source : $"({source})")}.Select({loop.Identifier} => {made})]";
    }

    private static bool IsReadOnlyCollection(ITypeSymbol type) =>
        type is IArrayTypeSymbol
        || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyCollection_T
        || type.AllInterfaces.Any(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyCollection_T);

    private static bool Mentions(SyntaxNode node, string name) =>
        node.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
}
