namespace GoQueue.Documentation.Tests.Markdown;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">The word after the fence; empty where there is none.</param>
/// <param name="Text">What stands between the fences.</param>
/// <param name="Line">The line of the first character of <paramref name="Text"/>, from 1.</param>
/// <param name="Heading">The heading above, without its signs.</param>
/// <param name="FileName">The file that the block is, or null.</param>
/// <param name="IsAlone">Whether it does not belong to the page's other blocks.</param>
/// <param name="Reports">The ids that the compiler reports.</param>
internal sealed record CodeBlock(string Language, string Text, int Line, string Heading, string? FileName, bool IsAlone, IReadOnlyList<string> Reports);
