namespace GoQueue.Pipeline;

/// <summary>Whether publishes are let through.</summary>
public enum CircuitState
{
    /// <summary>All of them.</summary>
    Closed = 0,

    /// <summary>None: the broker failed too often in a row.</summary>
    Open = 1,

    /// <summary>A few, to see whether the broker is well again.</summary>
    HalfOpen = 2,
}
