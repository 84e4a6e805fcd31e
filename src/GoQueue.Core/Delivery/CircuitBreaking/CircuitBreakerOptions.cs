namespace GoQueue.Pipeline;

/// <summary>
/// When the publisher stops trying. What counts as failure: a rejection (nack), a missing answer, a passed bound, a broker that cannot be reached or is
/// blocked. Never: validation, serialization, limits, unroutable messages, missing exchanges, refused access, cancellation, closing. Read once, when the publisher is built. Not thread-safe.
/// </summary>
public sealed class CircuitBreakerOptions
{
    /// <summary>So many failures in a row open the circuit, 1 to 1,000,000. Default: 5.</summary>
    public int FailureThreshold { get; set; } = 5;

    /// <summary>How long publishes then fail at once with <see cref="CircuitOpenException"/>. Default: 30 s.</summary>
    public TimeSpan OpenDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many publishes at once try whether the broker is well again after that; the others still fail. 1 to 1,000. Default: 1.</summary>
    public int HalfOpenProbes { get; set; } = 1;

    /// <summary>
    /// Told after each change. Runs on a thread of its own choosing, one change at a time and in order; must not throw. Default: <see langword="null"/>.
    /// </summary>
    public Action<CircuitState>? OnStateChanged { get; set; }
}
