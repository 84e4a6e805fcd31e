using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>
/// A fix that is a few changes of the text, found from one diagnostic. Changes of text keep the user's layout and comments; and as equal
/// changes of several diagnostics are made once, fix-all is the same code.
/// </summary>
internal abstract class TextFixProvider(string title, params string[] ids) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var changes = await ChangesAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (changes.Count > 0)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, token => FixAsync(context.Document, [diagnostic], token), equivalenceKey: GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>The changes that cure one diagnostic; none where there is no mechanical cure.</summary>
    protected abstract Task<IReadOnlyCollection<TextChange>> ChangesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

    private async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        // Insertions at one place stay in the order in which they were asked for.
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(found => found.Location.SourceSpan.Start))
        {
            foreach (var change in await ChangesAsync(document, diagnostic, cancellationToken).ConfigureAwait(false))
            {
                if (!changes.Contains(change))
                {
                    changes.Add(change);
                }
            }
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End)));
    }
}
