namespace GoQueue.Tool.Commands;

/// <summary>How a comparison is printed.</summary>
internal enum OutputFormat
{
    Text,
    Json,
    Markdown,
}
