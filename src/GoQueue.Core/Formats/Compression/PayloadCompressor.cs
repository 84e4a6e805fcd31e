using GoQueue.Messages;
using GoQueue.Pipeline;

namespace GoQueue.Formats.Compression;

/// <summary>Compresses the data of messages. Thread-safe.</summary>
internal abstract class PayloadCompressor(int threshold)
{
    // What the headers that a reader then needs take on the wire: encoding and original_size, with their lengths and types.
    private const int HeaderCost = 64;

    /// <summary>The name on the wire: <c>gzip</c> or <c>br</c>.</summary>
    public abstract string Encoding { get; }

    public int Threshold => threshold;

    public static PayloadCompressor Create(CompressionAlgorithm algorithm, CompressionOptions options) => algorithm switch
    {
        CompressionAlgorithm.Gzip => new GzipCompressor(options.Threshold, options.Level),
        CompressionAlgorithm.Brotli => new BrotliCompressor(options.Threshold, options.Level),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>
    /// Compresses where that makes the message smaller. Otherwise <paramref name="output"/> is left empty and the data goes as it is.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="output">An empty buffer.</param>
    /// <param name="asText">Whether the result will stand in JSON as base64, a third longer, where the data itself would not.</param>
    public bool TryCompress(ReadOnlySpan<byte> data, PayloadBuffer output, bool asText)
    {
        if (data.Length < threshold)
        {
            return false;
        }

        var room = data.Length - HeaderCost;
        var limit = asText ? (room - 2) / 4 * 3 : room;
        if (limit > 0 && Compress(data, output, limit))
        {
            return true;
        }

        output.Rewind();
        return false;
    }

    /// <summary>Compresses to at most <paramref name="limit"/> bytes, or gives up.</summary>
    protected abstract bool Compress(ReadOnlySpan<byte> data, PayloadBuffer output, int limit);
}
