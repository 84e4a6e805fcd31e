namespace GoQueue;

/// <summary>The publisher's rate limiter gave no permit. Nothing was sent.</summary>
/// <param name="identity">The message.</param>
/// <param name="attempts">How often it was sent before.</param>
/// <param name="retryAfter">When the limiter expects to have a permit, if it says so.</param>
/// <param name="message">One sentence: the thing, the fault, the cure.</param>
public sealed class RateLimitedException(MessageIdentity identity, int attempts, TimeSpan? retryAfter, string message)
    : PublishException(identity, PublishOutcome.NotSent, attempts, message)
{
    /// <summary>When the limiter expects to have a permit, if it says so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
