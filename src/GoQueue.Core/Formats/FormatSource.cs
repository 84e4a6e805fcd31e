namespace GoQueue.Formats;

/// <summary>What a format is told about a message beside the message itself.</summary>
/// <param name="Text">The event's texts.</param>
/// <param name="DataContentType">The media type of the data, before compression and encryption.</param>
internal readonly record struct FormatSource(EventText Text, string DataContentType);
