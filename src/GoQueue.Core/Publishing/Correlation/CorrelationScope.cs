using GoQueue.Formats;

namespace GoQueue;

/// <summary>
/// Ids for all messages that are published while it lasts, by publishers with <c>UseCorrelation()</c>: <c>using (CorrelationScope.Begin(received)) { … }</c>.
/// Flows with <c>await</c>. Ids that a call gives by itself win. Scopes nest; dispose each once, on the flow that began it. Threads that the flow starts see it, too; its ids never change, so they may.
/// </summary>
public sealed class CorrelationScope : IDisposable
{
    // Ambient by nature: what handles a message and what publishes in answer to it share nothing but their flow.
    private static readonly AsyncLocal<CorrelationScope?> s_current = new();

    private readonly CorrelationScope? _outer;

    private CorrelationScope(string? correlationId, string? causationId, string? replyTo)
    {
        _outer = s_current.Value;
        CorrelationId = correlationId ?? _outer?.CorrelationId;
        CausationId = causationId ?? _outer?.CausationId;
        ReplyTo = replyTo ?? _outer?.ReplyTo;
    }

    /// <summary>The innermost scope of this flow, or <see langword="null"/>.</summary>
    public static CorrelationScope? Current => s_current.Value;

    /// <summary>Ties messages to a conversation, or <see langword="null"/>.</summary>
    public string? CorrelationId { get; }

    /// <summary>The id of what causes these messages, or <see langword="null"/>.</summary>
    public string? CausationId { get; }

    /// <summary>The queue that consumers shall answer to, or <see langword="null"/>.</summary>
    public string? ReplyTo { get; }

    /// <summary>Begins a scope. What is not given is taken from the scope around it.</summary>
    /// <param name="correlationId">Ties messages to a conversation; at most 255 bytes of UTF-8.</param>
    /// <param name="causationId">The id of what causes these messages; at most 255 bytes of UTF-8.</param>
    /// <param name="replyTo">The queue that consumers shall answer to; at most 255 bytes of UTF-8.</param>
    /// <returns>The scope; dispose it at its end.</returns>
    public static CorrelationScope Begin(string? correlationId, string? causationId = null, string? replyTo = null)
    {
        var scope = new CorrelationScope(correlationId, causationId, replyTo);
        s_current.Value = scope;
        return scope;
    }

    /// <summary>Begins a scope for what a received message causes: its conversation goes on (or begins with it), and its id is the cause.</summary>
    /// <param name="received">What the message says about itself.</param>
    /// <returns>The scope; dispose it at its end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="received"/> is <see langword="null"/>.</exception>
    public static CorrelationScope Begin(MessageMetadata received)
    {
        ArgumentNullException.ThrowIfNull(received);
        var id = received.MessageId.Length == 0 ? null : received.MessageId;
        return Begin(received.CorrelationId ?? id, id);
    }

    /// <summary>Ends the scope.</summary>
    public void Dispose() => s_current.Value = _outer;
}
