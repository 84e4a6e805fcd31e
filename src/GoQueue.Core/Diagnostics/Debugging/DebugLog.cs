using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics.Debugging;

/// <summary>The debug lines.</summary>
internal static partial class DebugLog
{
    [LoggerMessage(
        EventId = 1100,
        EventName = "DebugPublishing",
        Message = "Publishing {Event}, message {MessageId}, to {Exchange} with {Action} as {Format}: {Bytes} bytes, {Headers} headers, data {Data}")]
    public static partial void Publishing(
        ILogger logger, LogLevel level, string @event, string messageId, string exchange, string action, string format, int bytes, int headers, string data);

    [LoggerMessage(
        EventId = 1101,
        EventName = "DebugPublished",
        Message = "{Event}, message {MessageId}: {Result} in {Milliseconds:0.###} ms, of which {PreparationMilliseconds:0.###} ms until it was handed over and {AnswerMilliseconds:0.###} ms until the answer.")]
    public static partial void Ended(
        ILogger logger, LogLevel level, string @event, string messageId, string result, double milliseconds, double preparationMilliseconds, double answerMilliseconds);

    [LoggerMessage(
        EventId = 1102,
        EventName = "DebugNotSent",
        Message = "{Event}, message {MessageId}: {Result} after {Milliseconds:0.###} ms, before it was handed over.")]
    public static partial void NotHandedOver(ILogger logger, LogLevel level, string @event, string messageId, string result, double milliseconds);
}
