namespace GoQueue.Formats;

/// <summary>A message that was read.</summary>
/// <typeparam name="T">The event.</typeparam>
/// <param name="Message">The event.</param>
/// <param name="Metadata">What the message says about itself.</param>
public sealed record ReadMessage<T>(T Message, MessageMetadata Metadata);
