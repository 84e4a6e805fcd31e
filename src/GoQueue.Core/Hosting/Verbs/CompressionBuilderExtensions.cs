using GoQueue.Formats.Compression;
using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>Switches compression on.</summary>
public static class CompressionBuilderExtensions
{
    /// <summary>
    /// Compresses the data of large messages; never makes a message larger. Runs after serialization and before encryption, wherever this call
    /// stands. Compressed and then encrypted data tells its compressed length: see docs/encryption.md.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes algorithm, threshold and level; null = gzip from 1,024 bytes on.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseCompression<TBuilder>(this TBuilder builder, Action<CompressionOptions>? configure = null)
        where TBuilder : IGoQueueBuilder
    {
        builder.Setup.Compressors = PayloadCompressor.Create;
        var options = builder.Setup.Compression ??= new CompressionOptions();
        configure?.Invoke(options);
        return builder;
    }
}
