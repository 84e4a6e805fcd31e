namespace GoQueue.Formats;

/// <summary>
/// A message could not be read. Its text never holds data or header values other than names of formats, encodings and keys; causes whose text
/// might are left out. It stands in one line: control characters of ids and names are escaped, as <c>\u000A</c>.
/// </summary>
/// <param name="fault">Why.</param>
/// <param name="messageId">The message's id, if it says one.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
/// <param name="innerException">The cause, where it holds no data; or null.</param>
public sealed class MessageReadException(MessageReadFault fault, string? messageId, string message, Exception? innerException = null)
    : Exception(PrintableText.Line(message), innerException)
{
    /// <summary>Why.</summary>
    public MessageReadFault Fault { get; } = fault;

    /// <summary>The message's id, if it says one.</summary>
    public string? MessageId { get; } = messageId is null ? null : PrintableText.Line(messageId);
}
