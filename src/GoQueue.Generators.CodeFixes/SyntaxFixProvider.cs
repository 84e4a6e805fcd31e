using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>A <see cref="TextFixProvider"/> that needs the syntax alone.</summary>
internal abstract class SyntaxFixProvider(string title, params string[] ids) : TextFixProvider(title, ids)
{
    protected sealed override async Task<IReadOnlyCollection<TextChange>> ChangesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root is null ? [] : [.. Changes(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), diagnostic)];
    }

    /// <summary>The changes that cure one diagnostic.</summary>
    /// <param name="node">The innermost node at the diagnostic's place.</param>
    /// <param name="diagnostic">What is to be cured.</param>
    protected abstract IEnumerable<TextChange> Changes(SyntaxNode node, Diagnostic diagnostic);
}
