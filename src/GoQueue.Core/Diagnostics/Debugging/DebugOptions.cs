using Microsoft.Extensions.Logging;

namespace GoQueue.Pipeline;

/// <summary>Settings of debug logging. Read once, when the publisher is built. Not thread-safe.</summary>
public sealed class DebugOptions
{
    /// <summary>The level of the lines. Default: <see cref="LogLevel.Debug"/>.</summary>
    public LogLevel Level { get; set; } = LogLevel.Debug;

    /// <summary>The longest payload in a line, in characters; what is over it is cut off. Default: <see cref="int.MaxValue"/>, the whole payload.</summary>
    public int MaxPayload { get; set; } = int.MaxValue;

    /// <summary>
    /// Whether the data of untyped messages is logged. Nothing is known of it, so nothing in it can be masked. Default: <see langword="false"/>, its size only.
    /// </summary>
    public bool LogUntypedData { get; set; }
}
