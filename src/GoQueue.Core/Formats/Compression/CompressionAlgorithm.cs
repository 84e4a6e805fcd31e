namespace GoQueue.Pipeline;

/// <summary>How data is compressed.</summary>
public enum CompressionAlgorithm
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>gzip (RFC 1952): every consumer can read it.</summary>
    Gzip = 1,

    /// <summary>Brotli (RFC 7932): smaller, and not in every consumer's library.</summary>
    Brotli = 2,
}
