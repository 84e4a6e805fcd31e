using System.IO.Compression;

namespace GoQueue.Pipeline;

/// <summary>Settings of compression. Read once, when the publisher is built. Not thread-safe.</summary>
public sealed class CompressionOptions
{
    /// <summary>The algorithm. Default: gzip.</summary>
    public CompressionAlgorithm Algorithm { get; set; } = CompressionAlgorithm.Gzip;

    /// <summary>
    /// Data with at least this many bytes is compressed; below, the headers cost more than is won. Default: 1,024 bytes. What compression would not make
    /// smaller is sent as it is, whatever its size.
    /// </summary>
    public int Threshold { get; set; } = 1024;

    /// <summary>How much work is spent. Default: <see cref="CompressionLevel.Fastest"/>.</summary>
    public CompressionLevel Level { get; set; } = CompressionLevel.Fastest;
}
