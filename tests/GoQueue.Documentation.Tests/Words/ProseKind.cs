namespace GoQueue.Documentation.Tests.Words;

/// <summary>The kinds of text that <c>eng/english.txt</c> counts apart, in the order of its columns.</summary>
internal enum ProseKind
{
    /// <summary>Comments of all C# files.</summary>
    Comment,

    /// <summary>String literals with a space in <c>src</c> and <c>samples</c>.</summary>
    Message,

    /// <summary>Markdown outside of code.</summary>
    Page,
}
