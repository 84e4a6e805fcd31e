using Microsoft.Extensions.Logging;

namespace GoQueue.Pipeline;

/// <summary>The levels of the publisher's log lines. <see cref="LogLevel.None"/> switches a line off. Read once, when the publisher is built. Not thread-safe.</summary>
public sealed class LoggingOptions
{
    /// <summary>A publish begins. Default: <see cref="LogLevel.Trace"/>.</summary>
    public LogLevel Start { get; set; } = LogLevel.Trace;

    /// <summary>A publish has succeeded. Default: <see cref="LogLevel.Debug"/>.</summary>
    public LogLevel Success { get; set; } = LogLevel.Debug;

    /// <summary>A publish has failed. Default: <see cref="LogLevel.Error"/>.</summary>
    public LogLevel Failure { get; set; } = LogLevel.Error;

    /// <summary>A message is sent again. Default: <see cref="LogLevel.Warning"/>.</summary>
    public LogLevel Resend { get; set; } = LogLevel.Warning;
}
