namespace GoQueue.Pipeline;

/// <summary>Settings of correlation. Read once, when the publisher is built. Not thread-safe.</summary>
public sealed class CorrelationOptions
{
    /// <summary>
    /// Whether a message without a correlation id gets the trace id of the current <see cref="System.Diagnostics.Activity"/>. Default: <see langword="false"/>.
    /// </summary>
    public bool UseTraceId { get; set; }

    /// <summary>
    /// The baggage entries of the current <see cref="System.Diagnostics.Activity"/> that go with messages, in the W3C header <c>baggage</c>. Names of tokens
    /// as in HTTP. Default: none: baggage may hold anything, and the broker shows headers to everybody.
    /// </summary>
    public ISet<string> Baggage { get; } = new HashSet<string>(StringComparer.Ordinal);
}
