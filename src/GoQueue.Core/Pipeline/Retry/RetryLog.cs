using Microsoft.Extensions.Logging;

namespace GoQueue.Pipeline;

/// <summary>The log lines of retries.</summary>
internal static partial class RetryLog
{
    [LoggerMessage(2100, LogLevel.Warning, "The broker rejected message {MessageId} (attempt {Attempt}); it is sent again in {Delay:0} ms.")]
    public static partial void Waiting(ILogger logger, string messageId, int attempt, double delay);
}
