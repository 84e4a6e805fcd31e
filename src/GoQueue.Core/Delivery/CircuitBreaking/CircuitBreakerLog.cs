using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;

namespace GoQueue.Delivery.CircuitBreaking;

/// <summary>The log lines of the circuit breaker.</summary>
internal static partial class CircuitBreakerLog
{
    [LoggerMessage(2110, LogLevel.Error, "The circuit is open after {Failures} failures in a row: publishes fail at once for {Seconds:0.###} s.", EventName = "CircuitOpened")]
    public static partial void Opened(ILogger logger, int failures, double seconds);

    [LoggerMessage(2111, LogLevel.Warning, "The circuit is now {State}.", EventName = "CircuitChanged")]
    public static partial void Changed(ILogger logger, CircuitState state);

    [LoggerMessage(2112, LogLevel.Error, "CircuitBreakerOptions.OnStateChanged has thrown.", EventName = "CircuitListenerFailed")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);
}
