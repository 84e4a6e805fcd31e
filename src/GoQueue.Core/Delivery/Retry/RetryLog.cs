using Microsoft.Extensions.Logging;

namespace GoQueue.Delivery.Retry;

/// <summary>The log lines of retries.</summary>
internal static partial class RetryLog
{
    [LoggerMessage(2100, LogLevel.Warning, "The broker rejected message {MessageId} (attempt {Attempt}); it is sent again in {Delay:0} ms.", EventName = "RetryWaiting")]
    public static partial void Waiting(ILogger logger, string messageId, int attempt, double delay);

    [LoggerMessage(2102, LogLevel.Warning, "{Count} more messages were rejected since the last line, and wait for a retry.", EventName = "MoreRetriesWaiting")]
    public static partial void MoreWaiting(ILogger logger, long count);

    [LoggerMessage(2101, LogLevel.Error, "RetryOptions.ShouldRetry has failed with {Exception}: message {MessageId} is not sent again.", EventName = "RetryQuestionFailed")]
    public static partial void QuestionFailed(ILogger logger, string exception, string messageId);
}
