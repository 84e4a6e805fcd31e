namespace GoQueue.Documentation.Tests.Words;

/// <summary>A sentence of the repository.</summary>
/// <param name="Kind">The kind of text that contains it.</param>
/// <param name="File">Path from the root, with <c>/</c>.</param>
/// <param name="Text">One sentence, with single spaces; code is replaced by <c>X</c>.</param>
internal sealed record Passage(ProseKind Kind, string File, string Text);
