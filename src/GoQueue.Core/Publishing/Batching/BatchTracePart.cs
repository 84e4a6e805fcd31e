using System.Diagnostics;

namespace GoQueue.Publishing.Batching;

/// <summary>One <c>send</c> span, and the messages in it.</summary>
/// <param name="span">The span; null if it is not sampled.</param>
/// <param name="begun">When it was started, as a timestamp.</param>
internal sealed class BatchTracePart(Activity? span, long begun)
{
    public Activity? Span { get; } = span;

    public long Begun { get; } = begun;

    /// <summary>How many messages were started.</summary>
    public int Started { get; set; }

    /// <summary>How many of them have a result.</summary>
    public int Settled { get; set; }

    /// <summary>When the last of these came, as a timestamp.</summary>
    public long LastResult { get; set; }

    /// <summary>The first failure.</summary>
    public Exception? Failure { get; set; }
}
