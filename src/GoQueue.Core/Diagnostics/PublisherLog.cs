using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics;

/// <summary>The log lines of publishes. Event ids are a contract: docs/telemetry.md lists them.</summary>
internal static partial class PublisherLog
{
    [LoggerMessage(EventId = 1000, EventName = "PublishStarted", Message = "Publishing {Event}, message {MessageId} ({Topic}/{Action} {Version}).")]
    public static partial void Publishing(ILogger logger, LogLevel level, string @event, string messageId, string topic, string action, string version);

    [LoggerMessage(EventId = 1001, EventName = "Published", Message = "Published {Event}, message {MessageId} ({Topic}/{Action}), in {Milliseconds:0.###} ms; attempts: {Attempts}.")]
    public static partial void Published(ILogger logger, LogLevel level, string @event, string messageId, string topic, string action, double milliseconds, int attempts);

    [LoggerMessage(EventId = 1002, EventName = "PublishFailed", Message = "Could not publish {Event}, message {MessageId} ({Topic}/{Action}): {ErrorType} ({Exception}); outcome {Outcome}, attempts {Attempts}, {Milliseconds:0.###} ms.")]
    public static partial void Failed(
        ILogger logger, LogLevel level, string @event, string messageId, string topic, string action, string errorType, string exception, PublishOutcome outcome, int attempts, double milliseconds);

    [LoggerMessage(EventId = 1003, EventName = "PublishResent", Message = "Sending {Event}, message {MessageId} ({Topic}/{Action}), again; attempts so far: {Attempts}.")]
    public static partial void SendingAgain(ILogger logger, LogLevel level, string @event, string messageId, string topic, string action, int attempts);

    [LoggerMessage(EventId = 1004, EventName = "PublishInvalid", Message = "Did not publish {Event}, message {MessageId} ({Topic}/{Action}), which breaks its rules: {Rules}.")]
    public static partial void Invalid(ILogger logger, LogLevel level, string @event, string messageId, string topic, string action, string rules);

    [LoggerMessage(EventId = 1005, EventName = "PublishSkipped", Message = "A middleware dropped {Event}, message {MessageId} ({Topic}/{Action}).")]
    public static partial void Skipped(ILogger logger, LogLevel level, string @event, string messageId, string topic, string action);

    [LoggerMessage(EventId = 1006, EventName = "PublishDeduplicated", Message = "Did not send {Event}, message {MessageId} ({Topic}/{Action}), again: one with its id was confirmed within the window.")]
    public static partial void Deduplicated(ILogger logger, LogLevel level, string @event, string messageId, string topic, string action);

    [LoggerMessage(1007, LogLevel.Warning, "A listener of spans or metrics, or the trace propagator, threw {Exception}. Publishes are not affected; this is logged once per publisher. Fix the listener.", EventName = "TelemetryListenerFailed")]
    public static partial void ListenerFailed(ILogger logger, string exception);

    [LoggerMessage(1008, LogLevel.Warning, "{Count} log lines and resend counts were dropped, because the log sink or a metric listener is too slow.", EventName = "ReportsDropped")]
    public static partial void ReportsDropped(ILogger logger, long count);

    // Two texts: a shape that other lines have as well. Each shape of its own is compiled for each logger in a native program.
    [LoggerMessage(1009, LogLevel.Warning, "Since the last line more publishes have failed ({Failures}), and {Resends} more messages were sent again.", EventName = "MorePublishesFailed")]
    public static partial void MoreFailed(ILogger logger, string failures, string resends);

    [LoggerMessage(1010, LogLevel.Warning, "Publishes succeed again after {Seconds} s; failed: {Failures}.", EventName = "PublishesRecovered")]
    public static partial void Recovered(ILogger logger, string seconds, string failures);
}
